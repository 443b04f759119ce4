import type { KeyBindingMap } from 'tinykeys';
import { desk, type PaperTab } from './desk.svelte';
import type { Reader } from './reader.svelte';
import { TOOL_KEYS, TOOLS, type Tool } from './tools';
import { nextTurn } from './turning';

/** What the keys of the reading desk ask of the workbench. */
export interface DeskActs {
  choose: (tool: Tool) => void;
  close: () => void;
  go: (tab: PaperTab | null) => void;
  fullScreen: () => void;
  present: () => void;
}

/** The keys of the reading desk; they act on the paper that has the focus. */
export function deskKeys(acts: DeskActs): KeyBindingMap {
  return { ...readingKeys(), ...writingKeys(acts), ...tabKeys(acts) };
}

/** Lets a key act on the active reader in place of what the browser does with it. */
function on(act: (reader: Reader) => unknown) {
  return (event: KeyboardEvent) => {
    if (!desk.active) return;
    event.preventDefault();
    void act(desk.active);
  };
}

function readingKeys(): KeyBindingMap {
  const turn = (direction: 1 | -1) => (event: KeyboardEvent) => {
    const reader = desk.active;
    if (!reader || reader.flow === 'continuous' || !reader.scroller?.contains(event.target as Node)) return;
    event.preventDefault();
    reader.turn(direction);
  };
  return {
    '$mod+Equal': on((reader) => reader.step(1)),
    '$mod+Shift+Equal': on((reader) => reader.step(1)),
    '$mod+NumpadAdd': on((reader) => reader.step(1)),
    '$mod+Minus': on((reader) => reader.step(-1)),
    '$mod+NumpadSubtract': on((reader) => reader.step(-1)),
    '$mod+Digit0': on((reader) => reader.fit('fit_width')),
    '$mod+KeyF': on(() => desk.callFind()),
    F3: on((reader) => reader.find.step(1)),
    'Shift+F3': on((reader) => reader.find.step(-1)),
    'Alt+ArrowLeft': (event) => desk.active?.travel(-1) && event.preventDefault(),
    'Alt+ArrowRight': (event) => desk.active?.travel(1) && event.preventDefault(),
    KeyR: on((reader) => reader.arrange({ rotation: nextTurn(reader.rotation, 1) })),
    'Shift+KeyR': on((reader) => reader.arrange({ rotation: nextTurn(reader.rotation, -1) })),
    KeyD: on(() => (desk.isDark = !desk.isDark)),
    KeyN: on((reader) => reader.changes.step(1)),
    'Shift+KeyN': on((reader) => reader.changes.step(-1)),
    PageDown: turn(1),
    PageUp: turn(-1),
  };
}

function writingKeys({ choose }: DeskActs): KeyBindingMap {
  const tools = TOOLS.map((tool) => [`Key${TOOL_KEYS[tool]}`, () => choose(tool)]);
  return {
    ...Object.fromEntries(tools),
    '$mod+Shift+KeyZ': on((reader) => reader.marks.redo()),
    '$mod+KeyY': on((reader) => reader.marks.redo()),
    '$mod+KeyZ': on((reader) => reader.marks.undo()),
    '$mod+KeyD': on(toggleBookmark),
    Escape: () => leaveOff(choose),
  };
}

function tabKeys({ close, go, fullScreen, present }: DeskActs): KeyBindingMap {
  const instead = (act: () => void) => (event: KeyboardEvent) => {
    event.preventDefault();
    act();
  };
  return {
    'Control+Tab': instead(() => go(desk.neighbour(1))),
    'Control+Shift+Tab': instead(() => go(desk.neighbour(-1))),
    '$mod+KeyW': instead(close),
    '$mod+Shift+KeyT': instead(() => go(desk.reopened())),
    F11: instead(fullScreen),
    F5: instead(present),
  };
}

/** Lets go of one thing after the other: what is chosen, what was searched, the tool. */
function leaveOff(choose: (tool: Tool) => void): void {
  const reader = desk.active;
  if (!reader) return;
  if (reader.selected.ids.length > 0) reader.selected.clear();
  else if (reader.tool === 'select' && reader.find.answer) reader.find.clear();
  else choose('select');
}

async function toggleBookmark(reader: Reader): Promise<void> {
  const here = reader.marks.bookmarks.find(({ page }) => page === reader.page);
  if (here) await reader.marks.erase([here.id]);
  else await reader.marks.add([{ page: reader.page, mark: { kind: 'bookmark', title: '' } }]);
}
