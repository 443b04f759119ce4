import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Topic } from '../src/ipc/backend';
import type { SignaturesView, SignatureView } from '../src/ipc/bindings';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { signaturesOf } from '../src/ipc/memory/signatures-scene';
import { desk } from '../src/reader/desk.svelte';
import { verdictsOf, type Tone } from '../src/reader/verdicts';
import { hasWords, words } from '../src/shared/words.svelte';
import App from '../src/views/App.svelte';

const PATIENCE = { timeout: 15_000 };
const PAPER = '#/items/regular-3.2/papers/regular-3.2-paper-1/3';
const AT = '2026-06-01T08:00:00Z';

beforeEach(() => {
  desk.clear();
  words.locale = 'en';
});
afterEach(() => go(''));

function go(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

function open(scene: string, change: (view: SignaturesView) => SignaturesView = (view) => view) {
  go(PAPER);
  const backend = makeMemoryCabinet(new URLSearchParams(`locale=en&signatures=${scene}`));
  const ask = backend.signatures;
  let n = 0;
  backend.signatures = async (document, version) => {
    n += 1;
    return change(await ask(document, version));
  };
  const listeners = new Set<(topic: Topic) => void>();
  const listen = backend.onChanged.bind(backend);
  backend.onChanged = (listener) => {
    listeners.add(listener);
    const stop = listen(listener);
    return () => {
      listeners.delete(listener);
      stop();
    };
  };
  const tell = (topic: Topic) => listeners.forEach((listener) => listener(topic));
  render(App, { props: { backend } });
  return { tell, user: userEvent.setup(), asked: () => n };
}

async function firstPage() {
  await waitFor(() => {
    const image = screen.getAllByTestId('page')[0]?.querySelector('img');
    if (!image) throw new Error('no page is drawn');
    fireEvent.load(image);
  }, PATIENCE);
}

const sound = (): SignatureView => {
  const [first] = signaturesOf('found').signatures;
  if (!first) throw new Error('the scene has no signature');
  return { ...structuredClone(first), later: 'nothing' };
};

/** Tone and word of the three answers. */
function answers(change: Partial<SignatureView>): [Tone, string][] {
  return verdictsOf({ ...sound(), ...change }).map(({ tone, word }) => [tone, word]);
}

/** Members of a union of words, or of the kinds of a union of shapes. */
function membersOf(type: string): string[] {
  const bindings = readFileSync(join(import.meta.dirname, '../src/ipc/bindings.ts'), 'utf8');
  const union = new RegExp(`export type ${type} = ([^;]+);`).exec(bindings)?.[1] ?? '';
  const kinds = [...union.matchAll(/"?kind"?: "(\w+)"/g)];
  const found = (kinds.length > 0 ? kinds : [...union.matchAll(/"(\w+)"/g)]).map((match) => match[1] ?? '');
  expect(found.length, type).toBeGreaterThan(1);
  return found;
}

test('every verdict of the core has a word and a reason in both languages', () => {
  const keys = [
    ...membersOf('IntegrityView').flatMap((one) => [`sig-bytes-${one}`, `sig-bytes-why-${one}`]),
    ...membersOf('ChainView').flatMap((one) => [`sig-chain-${one}`, `sig-chain-why-${one}`]),
    ...membersOf('RevocationView').map((one) => `sig-revocation-${one}`),
    ...membersOf('LaterView')
      .filter((one) => one !== 'nothing')
      .map((one) => `sig-later-why-${one}`),
  ];
  for (const locale of ['vi', 'en'] as const) {
    words.locale = locale;
    for (const key of keys) expect(hasWords(key), `${locale} ${key}`).toBe(true);
  }
});

test('a sound signature has three good answers, and each can fail alone', () => {
  expect(answers({})).toEqual([
    ['good', 'Unchanged'],
    ['good', 'Trusted'],
    ['good', 'Time proven, not revoked'],
  ]);
  const tones = (change: Partial<SignatureView>) => answers(change).map(([tone]) => tone);
  expect(tones({ integrity: 'changed' })).toEqual(['bad', 'good', 'good']);
  expect(tones({ chain: { kind: 'wrong_usage' } })).toEqual(['good', 'bad', 'good']);
  expect(tones({ revocation: { kind: 'revoked', at: AT } })).toEqual(['good', 'good', 'bad']);
});

test('what was done after a signature is told with it, and more than was allowed is bad', () => {
  for (const later of ['evidence', 'signatures'] as const) {
    const [bytes] = verdictsOf({ ...sound(), later });
    expect([bytes.tone, bytes.word, bytes.why.length]).toEqual(['good', 'Unchanged', 2]);
  }
  expect(answers({ later: 'other' })[0]).toEqual(['note', 'Changed after signing']);
  expect(answers({ later: 'other', isForbiddenChange: true })[0]?.[0]).toBe('bad');
  // By an old method, and changed afterwards: both are said.
  const [weak] = verdictsOf({ ...sound(), integrity: 'weak', later: 'other' });
  expect(weak.word).toBe('Changed after signing');
  expect(weak.why[0]).toContain('can be forged today');
});

test('what nobody proves or answers is never good', () => {
  const claimed = { kind: 'claimed', at: AT } as const;
  expect(answers({ time: claimed })[2]).toEqual(['open', 'Not revoked, time not proven']);
  for (const kind of ['no_chain', 'no_answer', 'stale'] as const) {
    expect(answers({ revocation: { kind } })[2]).toEqual(['open', 'Time proven, revocation not known']);
    expect(answers({ revocation: { kind }, time: claimed })[2]).toEqual(['open', 'Neither is known']);
  }
  const later = verdictsOf({ ...sound(), revocation: { kind: 'revoked_later', at: AT } })[2];
  expect(later.tone).toBe('note');
  const time = sound().time;
  if (time.kind !== 'proven') throw new Error('the scene has no time stamp');
  const unasked = verdictsOf({ ...sound(), time: { ...time, revocation: { kind: 'no_answer' } } })[2];
  expect(unasked.tone).toBe('open');
  expect(unasked.why.at(-1)).toContain('time-stamping authority');
});

test('a time stamp on the whole paper speaks of the paper, and names who stamped it', () => {
  const stamp = signaturesOf('found').signatures.at(-1);
  if (!stamp) throw new Error('the scene has no time stamp');
  const [, who, time] = verdictsOf(stamp);
  expect(who.about).toBe('Who stamped the time');
  expect(time.why[0]).toContain('The paper was there at');
});

test('a paper without signatures has neither button nor part', async () => {
  const { asked } = open('');
  await firstPage();
  await waitFor(() => expect(asked()).toBe(1), PATIENCE);
  desk.open('signatures');
  expect(await screen.findByRole('tab', { name: 'Thumbnails', selected: true })).toBeVisible();
  expect(screen.queryByTestId('signatures-open')).toBeNull();
});

test('a signed paper opens its signatures, each with three answers and its details', async () => {
  const { user } = open('found');
  await firstPage();
  const button = await screen.findByRole('button', { name: 'Signatures (3)' }, PATIENCE);
  await user.click(button);
  const [first, second] = await screen.findAllByTestId('signature');
  if (!first || !second) throw new Error('signatures are missing');
  expect(first).toHaveAccessibleName('Nguyễn Hoàng Minh Quân');
  expect(first).toHaveTextContent('Reason given: Phê duyệt');
  const tones = (one: HTMLElement) =>
    ['bytes', 'who', 'time'].map((row) => within(one).getByTestId(`verdict-${row}`).dataset.tone);
  expect(tones(first)).toEqual(['good', 'good', 'good']);
  expect(tones(second)).toEqual(['good', 'open', 'open']);
  await user.click(within(first).getByText('Details'));
  expect(first).toHaveTextContent('5402a1c09be77f30d1');
  expect(screen.getByTestId('signatures-panel')).toHaveTextContent('what the server had gathered by');
  await user.click(button);
  expect(screen.queryByTestId('signatures-panel')).toBeNull();
});

test('a paper with something wrong says so on the button, by more than a colour', async () => {
  open('doubtful');
  await firstPage();
  expect(await screen.findByRole('button', { name: 'Signatures (4), look closer' }, PATIENCE)).toBeVisible();
});

test('without anything from the server the panel says why nobody is recognised', async () => {
  const { user } = open('ungathered');
  await firstPage();
  await user.click(await screen.findByTestId('signatures-open', {}, PATIENCE));
  const panel = await screen.findByTestId('signatures-panel');
  expect(panel).toHaveTextContent('no certificate can be recognised yet');
  expect(panel).toHaveTextContent('Not recognised');
});

test('signatures that cannot be checked are said to be unchecked, and can be tried again', async () => {
  const { user, asked } = open('signatures-too-large');
  await firstPage();
  await user.click(await screen.findByRole('button', { name: 'Signatures not checked' }, PATIENCE));
  expect(await screen.findByRole('alert')).toHaveTextContent('too large for its signatures');
  const before = asked();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(asked()).toBe(before + 1));
});

test('a paper that is still arriving says so, and is looked at again when it is here', async () => {
  let isHere = false;
  const { tell } = open('arriving', (view) => (isHere ? signaturesOf('found') : view));
  await firstPage();
  await waitFor(() => expect(desk.active?.signatures.isArriving).toBe(true), PATIENCE);
  desk.open('signatures');
  expect(await screen.findByTestId('signatures-panel')).toHaveTextContent('still arriving');
  isHere = true;
  tell('files');
  expect(await screen.findAllByTestId('signature')).toHaveLength(3);
});
