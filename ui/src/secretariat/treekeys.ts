import { spotDown, spotIn, spotOut, spotUp, type Spot, type TreeLine } from '../shared/tree';

/** What a key asks of the tree. */
export type TreeWish =
  { kind: 'go'; to: string } | { kind: 'move'; spot: Spot | null } | { kind: 'rename' | 'add' | 'remove' };

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const MOVES: Record<string, typeof spotUp | undefined> = {
  ArrowUp: spotUp,
  ArrowDown: spotDown,
  ArrowRight: spotIn,
  ArrowLeft: spotOut,
};

/** Reads a key pressed on a line; `null` where it asks nothing of the tree. */
export function wishOf(event: Pressed, lines: readonly TreeLine[], id: string): TreeWish | null {
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    const move = MOVES[event.key];
    return move && !mod ? { kind: 'move', spot: move(lines, id) } : null;
  }
  if (event.key === 'Insert' || (mod && event.key === 'Enter')) return { kind: 'add' };
  if (mod) return null;
  if (event.key === 'Enter' || event.key === 'F2') return { kind: 'rename' };
  if (event.key === 'Delete') return { kind: 'remove' };
  return goal(event.key, lines, id);
}

function goal(key: string, lines: readonly TreeLine[], id: string): TreeWish | null {
  const here = lines.findIndex((line) => line.id === id);
  const goals: Record<string, number> = {
    ArrowUp: here - 1,
    ArrowDown: here + 1,
    Home: 0,
    End: lines.length - 1,
    PageUp: Math.max(0, here - 10),
    PageDown: Math.min(lines.length - 1, here + 10),
  };
  const to = lines[goals[key] ?? -1]?.id;
  return to ? { kind: 'go', to } : null;
}
