import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Backend } from '../src/ipc/backend';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { editItem } from '../src/secretariat/acts';
import { notices } from '../src/shared/notices.svelte';
import App from '../src/views/App.svelte';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
const PAYLOAD = `=cmd|' /C calc'!A0 ${MARKUP}`;
const both = { vi: PAYLOAD, en: PAYLOAD };

beforeEach(() => notices.clear());
afterEach(() => go(''));

function go(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

async function open(hash: string, scene: string, change: (backend: Backend) => unknown = () => {}) {
  const backend = makeMemoryCabinet(new URLSearchParams(scene));
  await change(backend);
  go(hash);
  render(App, { props: { backend } });
  return userEvent.setup();
}

function expectShownAsText(within: HTMLElement = document.body) {
  expect(within.textContent).toContain(MARKUP);
  expect(document.querySelectorAll('script, iframe, object, embed, img[src="x"]')).toHaveLength(0);
  const links = [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? '');
  expect(links.filter((href) => !href.startsWith('#'))).toEqual([]);
  expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
}

async function poisonAgenda(backend: Backend) {
  await backend.act(editItem('thematic-p7', { title: both, decision: both }));
  await backend.act({ act: 'ask_late', item: 'thematic-p7', reason: PAYLOAD });
  await backend.act({ act: 'recuse', item: 'thematic-p7', person: 'person-3', reason: PAYLOAD });
  await backend.act({ act: 'move_part', item: 'thematic-p7', part: 'discussion', reason: PAYLOAD });
}

const openDialog = () => document.querySelector('dialog[open]') as HTMLElement;
const dialog = () => waitFor(() => (expect(openDialog()).not.toBeNull(), openDialog()));

const row = (number: string) =>
  screen.getAllByTestId('prepare-row').find((one) => one.dataset.number === number) as HTMLElement;

test('the pane of an item, its files and its questions', async () => {
  const user = await open('#/prepare/thematic', 'as=secretary', poisonAgenda);
  await screen.findAllByTestId('prepare-row');
  await user.click(row('7'));
  const button = screen.queryByTestId('open-pane');
  if (button) await user.click(button);
  const pane = await screen.findByTestId('item-pane');
  expect(within(pane).getByTestId('pane-late')).toHaveTextContent('onerror="window.pwned=1"');
  expect(within(pane).getByTestId('recusal')).toHaveTextContent('onerror="window.pwned=1"');
  expect(within(pane).getByTestId('pane-part')).toHaveTextContent('onerror="window.pwned=1"');
  const file = new File(['%PDF-1.7 /Type /Page /Font'], `${MARKUP}.pdf`);
  await user.upload(screen.getByTestId('file-input'), file);
  await waitFor(() => expect(screen.getByTestId('incoming-file')).toHaveAttribute('data-state', 'ready'));
  await user.click(screen.getByTestId('lodge'));
  await waitFor(() => expect(within(pane).getAllByTestId('paper-row').length).toBeGreaterThan(2));
  expectShownAsText(pane);
  await user.click(screen.getByTestId('dossier-menu'));
  await user.click(screen.getByTestId('menu-dossier-withdraw'));
  expectShownAsText(await dialog());
});

test('what is published and what is copied', async () => {
  const user = await open('#/prepare/thematic', 'as=secretary', poisonAgenda);
  await screen.findAllByTestId('prepare-row');
  await user.click(screen.getByTestId('publish'));
  expectShownAsText(await dialog());
  await user.click(openDialog().querySelector('header button') as HTMLElement);
  await user.click(within(row('7')).getByTestId('row-menu'));
  await user.click(screen.getByTestId('menu-copy-away'));
  expectShownAsText(await dialog());
});

test('the items of another meeting that are offered to be copied', async () => {
  const user = await open('#/prepare/regular', 'as=secretary', poisonAgenda);
  await screen.findAllByTestId('prepare-row');
  await user.click(screen.getByTestId('prepare-copy-here'));
  await user.selectOptions(await screen.findByTestId('copy-here-source'), 'thematic');
  await waitFor(() => expectShownAsText(openDialog()));
});

test('the details of an act, its verb and the kinds of what it touched', async () => {
  const user = await open('#/trail', 'as=auditor', (backend) => {
    const subjects = [{ kind: PAYLOAD, id: MARKUP, title: both }];
    const line = { seq: 1, at: '2026-12-01T01:02:03Z', console: true, person: PAYLOAD, detail: PAYLOAD };
    backend.trail = async () => ({
      lines: [{ ...line, verb: PAYLOAD, subjects }],
      more: false,
      verbs: [PAYLOAD],
    });
  });
  await user.click(await screen.findByTestId('trail-expand'));
  expect(screen.getByTestId('trail-detail').textContent).toBe(PAYLOAD);
  expectShownAsText(screen.getByTestId('trail-line'));
});

test('a code, and a person and a device without a name', async () => {
  const user = await open('#/people/person-1', 'as=administrator', (backend) => {
    const [make, devices] = [
      backend.makeEnrolmentCode.bind(backend),
      backend.administeredDevices.bind(backend),
    ];
    backend.makeEnrolmentCode = async (person) => ({
      ...(await make(person)),
      link: PAYLOAD,
      server: PAYLOAD,
    });
    backend.administeredDevices = async () =>
      (await devices()).map((one) => ({ ...one, name: PAYLOAD, person: { ...one.person, name: '' } }));
  });
  await user.click(await screen.findByTestId('person-code'));
  await user.click(screen.getByTestId('make-code'));
  await screen.findByTestId('enrolment-code');
  expectShownAsText(openDialog());
  await user.click(openDialog().querySelector('header button') as HTMLElement);
  go('#/all-devices');
  const [line] = await screen.findAllByTestId('device-line');
  expect(line).toHaveTextContent('Người chưa có trên máy này');
  expectShownAsText(line);
});

test('a list of people: headings, changes and what is wrong', async () => {
  const user = await open('#/people-import', 'as=administrator', (backend) => {
    const read = backend.readPeople.bind(backend);
    backend.readPeople = async (bytes) => {
      const view = await read(bytes);
      const problems = [
        { field: 'role', code: 'import-role', detail: PAYLOAD },
        { field: null, code: MARKUP, detail: PAYLOAD },
        { field: 'name', code: 'import-cells', detail: PAYLOAD },
      ];
      const lines = view.lines.map((line) => ({ ...line, changes: [MARKUP], problems }));
      return { ...view, encoding: MARKUP, columns: [{ heading: MARKUP, field: null }], lines };
    };
  });
  await user.upload(
    await screen.findByTestId('import-file'),
    new File(['Họ và tên;Vai trò\nAn;Thành viên\n'], 'x.csv'),
  );
  expect(await screen.findByText(/Ô này quá dài/)).toBeVisible();
  expectShownAsText(screen.getByTestId('import-table'));
  expectShownAsText(screen.getByTestId('import-columns'));
});
