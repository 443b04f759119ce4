import { expect, test } from 'vitest';
import { UndoStack } from '../src/reader/undo.svelte';

function makeStack() {
  const stack = new UndoStack();
  const log: string[] = [];
  const act = (name: string) =>
    stack.push({
      undo: async () => void log.push(`-${name}`),
      redo: async () => void log.push(`+${name}`),
    });
  return { stack, log, act };
}

test('acts are undone newest first and redone oldest first', async () => {
  const { stack, log, act } = makeStack();
  act('a');
  act('b');
  await stack.undo();
  await stack.undo();
  await stack.redo();
  expect(log).toEqual(['-b', '-a', '+a']);
  expect([stack.canUndo, stack.canRedo]).toEqual([true, true]);
});

test('a new act forgets what had been undone', async () => {
  const { stack, act } = makeStack();
  act('a');
  await stack.undo();
  act('b');
  expect(stack.canRedo).toBe(false);
  expect(await stack.redo()).toBe(false);
});

test('an act that fails to be undone can be tried again', async () => {
  const { stack } = makeStack();
  let fails = true;
  stack.push({
    undo: async () => {
      if (fails) throw new Error('no room');
    },
    redo: async () => undefined,
  });
  await expect(stack.undo()).rejects.toThrow('no room');
  expect([stack.canUndo, stack.canRedo]).toEqual([true, false]);
  fails = false;
  expect(await stack.undo()).toBe(true);
});

test('a second undo while one is running does nothing', async () => {
  const { stack, log } = makeStack();
  let finish = () => {};
  stack.push({ undo: async () => void log.push('-a'), redo: async () => undefined });
  stack.push({ undo: () => new Promise((resolve) => (finish = resolve)), redo: async () => undefined });
  const first = stack.undo();
  expect(await stack.undo()).toBe(false);
  finish();
  expect(await first).toBe(true);
  expect(log).toEqual([]);
});
