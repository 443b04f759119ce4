import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { expect, test } from 'vitest';
import { errorWords, t, words } from '../src/shared/words.svelte';

const locales = join(import.meta.dirname, '../../assets/locales');
const sources = join(import.meta.dirname, '../src');

function messages(locale: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of ['cabinet.ftl', 'window.ftl']) {
    const resource = new FluentResource(readFileSync(join(locales, locale, file), 'utf8'));
    for (const message of resource.body) {
      expect(found.has(message.id), `${locale}: ${message.id} stands twice`).toBe(false);
      found.set(message.id, variablesOf(message.value));
    }
  }
  return found;
}

function variablesOf(pattern: unknown): string[] {
  const names = JSON.stringify(pattern).matchAll(/"type":"var","name":"(\w+)"/g);
  return [...new Set([...names].map((match) => match[1] ?? ''))].sort();
}

function sourceTexts(): [string, string][] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(svelte|ts)$/.test(file))
    .map((file) => [file, readFileSync(join(sources, file), 'utf8')]);
}

const vi = messages('vi');
const en = messages('en');

test('both languages have the same keys and variables', () => {
  expect([...en.keys()].sort()).toEqual([...vi.keys()].sort());
  for (const [key, variables] of vi) expect(en.get(key), key).toEqual(variables);
});

test('every key used in code exists, and every key that begins as code builds it', () => {
  const missing: string[] = [];
  for (const [file, source] of sourceTexts()) {
    for (const [, key = ''] of source.matchAll(/\bt\(\s*'([^']+)'/g)) {
      if (!vi.has(key)) missing.push(`${file}: ${key}`);
    }
    for (const [, prefix = ''] of source.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)) {
      if (![...vi.keys()].some((key) => key.startsWith(prefix))) missing.push(`${file}: ${prefix}*`);
    }
  }
  expect(missing).toEqual([]);
});

test('every word of every closed enum of the core has words', () => {
  const bindings = readFileSync(join(sources, 'ipc/bindings.ts'), 'utf8');
  const prefixes: Record<string, string> = {
    SafetyView: 'state-',
    PositionValueView: 'position-',
    ChoiceView: 'choice-',
    PollKindView: 'kind-',
    OutcomeView: 'outcome-',
    MeetingStateView: 'meeting-',
    PapersStateView: 'papers-',
    DocumentRoleView: 'role-',
    FileStateView: 'file-',
    ClassificationView: 'classification-',
    ExpectedKindView: 'ask-',
    KeptStateView: 'kept-',
    RoleView: 'seat-role-',
    SeatStateView: 'seat-state-',
    ImportDoesView: 'import-does-',
    SignatureKindView: 'sig-kind-',
    IntegrityView: 'sig-bytes-',
    RangeFaultView: 'sig-range-',
    ProvenByView: 'sig-proof-',
    TimestampFaultView: 'sig-stamp-',
  };
  for (const [type, prefix] of Object.entries(prefixes)) {
    const union = new RegExp(`export type ${type} = ([^;]+);`).exec(bindings)?.[1] ?? '';
    const members = [...union.matchAll(/"(\w+)"/g)].map((match) => match[1]);
    expect(members.length, type).toBeGreaterThan(1);
    for (const member of members) expect(vi.has(`${prefix}${member}`), `${prefix}${member}`).toBe(true);
  }
});

test('no key stands in the catalogue of the window unused', () => {
  const all = sourceTexts()
    .map(([, source]) => source)
    .join('\n');
  const built = [...all.matchAll(/`([a-z-]+-)\$\{/g)].map((match) => match[1] ?? '');
  const used = (key: string) =>
    all.includes(`'${key}'`) || all.includes(`"${key}"`) || built.some((prefix) => key.startsWith(prefix));
  const windowKeys = new FluentResource(readFileSync(join(locales, 'vi/window.ftl'), 'utf8')).body.map(
    ({ id }) => id,
  );
  expect(windowKeys.filter((key) => !used(key))).toEqual([]);
});

test('an error without words of its own shows its code', () => {
  words.locale = 'en';
  expect(errorWords({ code: 'never-heard-of', details: {} })).toContain('never-heard-of');
  expect(errorWords({ code: 'disk-full', details: {} })).toBe(t('error-disk-full'));
});

test('no source carries an inline style, inline script or raw markup', () => {
  for (const [file, source] of sourceTexts()) {
    const markup = source.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, '');
    if (!file.endsWith('.svelte')) continue;
    expect(markup, file).not.toMatch(/\sstyle=|\{@html|<script/);
  }
});
