import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Backend } from '../src/ipc/backend';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { forgetFormDrafts } from '../src/form/sheet.svelte';
import { forgetDrafts } from '../src/poll/sheet.svelte';
import { notices } from '../src/shared/notices.svelte';
import { parseRoute } from '../src/shared/router';
import App from '../src/views/App.svelte';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
const FORMULA = `=cmd|' /C calc'!A0`;
const PAYLOAD = `${FORMULA} ${MARKUP} {@html} {{7*7}} \u202E`;

/** Fields that carry what somebody typed, beside those in two languages. */
const TYPED = new Set([
  ...['name', 'chair', 'by', 'sponsor', 'sponsorName', 'memberName', 'substituteName', 'advisesName'],
  ...['deviceName', 'personName', 'lodgedBy', 'decidedBy', 'handle', 'mail', 'heading', 'path', 'server'],
  ...['comment', 'opinion', 'reason', 'shortReason', 'words', 'text', 'label', 'movedBecause', 'detail'],
  ...['standing', 'waiting', 'warning'],
]);

function poisoned(value: unknown, key = '', holder: object = {}): unknown {
  if (typeof value === 'string') {
    const isTrailName = key === 'person' && 'verb' in holder;
    const isTitle = key === 'title' || key === 'vi' || key === 'en';
    return value && (TYPED.has(key) || isTitle || isTrailName) ? `${PAYLOAD}${value}` : value;
  }
  if (Array.isArray(value)) return value.map((one) => poisoned(one));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name, value)]));
}

/** A cabinet in which every text somebody typed is an attack. */
function hostile(scene: string): Backend {
  return new Proxy(makeMemoryCabinet(new URLSearchParams(scene)), {
    get(cabinet, name) {
      const member = cabinet[name as keyof Backend] as (...input: unknown[]) => unknown;
      if (typeof member !== 'function' || name === 'onChanged' || name === 'pageUrl')
        return typeof member === 'function' ? member.bind(cabinet) : member;
      return async (...input: unknown[]) => poisoned(await member.apply(cabinet, input));
    },
  });
}

function open(hash: string, scene: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
  render(App, { props: { backend: hostile(scene) } });
  return userEvent.setup();
}

function expectHarmless() {
  const all = [...document.querySelectorAll('*')];
  const handlers = all.flatMap((one) => one.getAttributeNames().filter((name) => /^on/i.test(name)));
  expect(handlers).toEqual([]);
  expect(document.querySelectorAll('script, iframe, object, embed, img[src="x"]')).toHaveLength(0);
  const hrefs = [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? '');
  expect(hrefs.filter((href) => !href.startsWith('#'))).toEqual([]);
  expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
}

function shown(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
  return [document.body.textContent, ...fields.map(({ value }) => value)].join('\n');
}

beforeEach(() => {
  forgetDrafts();
  forgetFormDrafts();
  notices.clear();
});
afterEach(() => {
  location.hash = '';
  dispatchEvent(new Event('hashchange'));
});

test.each([
  ['desk', '#/', '', 'expected-row'],
  ['meetings', '#/meetings', '', 'meeting-row'],
  ['meeting', '#/meetings/regular', 'as=chair', 'agenda-item'],
  ['item', '#/items/regular-4', 'as=chair', 'document-row'],
  ['reader', '#/items/regular-1/papers/regular-1-paper-1/1', '', 'page-number-input'],
  ['ballot', '#/polls/form-decree', '', 'choice-agree'],
  ['stale ballot', '#/polls/form-programme', '', 'ballot-state'],
  ['result', '#/polls/past-budget', '', 'result-sentence'],
  ['forms', '#/forms', '', 'form-row'],
  ['form to answer', '#/form/phieu-giay-phep', '', 'question'],
  ['sealed answers', '#/form/phieu-thuoc', '', 'sealed-answer'],
  ['matrix', '#/form/phieu-giay-phep', 'as=secretary', 'form-matrix'],
  ['form being drafted', '#/form/phieu-dieu-hoa', 'as=secretary', 'form-draft'],
  ['preparing', '#/prepare', 'as=secretary', 'prepare-meeting'],
  ['agenda being prepared', '#/prepare/thematic', 'as=secretary', 'prepare-row'],
  ['people', '#/people', 'as=administrator', 'people-row'],
  ['person', '#/people/person-1', 'as=administrator', 'person-pane'],
  ['stand-ins', '#/stand-ins', 'as=secretary', 'delegation'],
  ['all devices', '#/all-devices', 'as=administrator', 'device-line'],
  ['trail', '#/trail', 'as=administrator', 'trail-line'],
  ['settings', '#/settings', '', 'pairing-code'],
  ['lock', '', 'phase=locked', 'unlock-submit'],
])('%s: what attackers type is shown as text', async (_, hash, scene, see) => {
  open(hash, scene);
  await screen.findAllByTestId(see);
  await waitFor(() => expect(shown()).toContain(MARKUP));
  expect(shown()).toContain(FORMULA);
  expectHarmless();
});

test('the palette shows what attackers type as text', async () => {
  const user = open('#/', '');
  await screen.findAllByTestId('expected-row');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByTestId('palette-input'), 'ngan sach');
  await waitFor(() => expect(shown()).toContain(MARKUP));
  expectHarmless();
});

test('the opinions of a question show what attackers type as text', async () => {
  const user = open('#/form/phieu-giay-phep', 'as=secretary');
  await user.click((await screen.findAllByTestId('matrix-column'))[1] as HTMLElement);
  expect(await screen.findByTestId('opinions')).toHaveTextContent('onerror="window.pwned=1"');
  expectHarmless();
});

test('a list of people shows what attackers type as text', async () => {
  const user = open('#/people-import', 'as=administrator');
  const list = new File([`Họ và tên;Chức vụ;Vai trò\n${FORMULA} ${MARKUP};${MARKUP};Thành viên\n`], 'x.csv');
  await user.upload(await screen.findByTestId('import-file'), list);
  await screen.findAllByTestId('import-line');
  expect(shown()).toContain(MARKUP);
  expectHarmless();
});

test('an error shows what attackers put in its details as text', async () => {
  open('#/items/regular-4/papers/regular-4-paper-2/1', '');
  await screen.findByTestId('error-banner');
  notices.add({ code: MARKUP, details: { name: MARKUP } });
  await waitFor(() => expect(shown()).toContain(MARKUP));
  expectHarmless();
});

test.each(['#/items/%', '#/form/%E0%A4%A', '#/%00', '#/people/../../x', '#/polls/<script>'])(
  'an address nobody can read leads somewhere: %s',
  (hash) => {
    expect(() => parseRoute(hash)).not.toThrow();
  },
);
