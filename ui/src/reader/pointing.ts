import { announcer } from '../shared/live.svelte';
import { notices } from '../shared/notices.svelte';
import { t } from '../shared/words.svelte';
import { selectedStretches, stretchRects } from './selection';
import type { Reader } from './reader.svelte';
import { measure } from './TextLayer.svelte';
import type { Rotation } from './layout';
import type { TextTool } from './tools';
import { uprightAt, type Point } from './turning';

/** Where a pointer is on the upright page, in fractions; `page` is the sheet as it is turned. */
export function placeOn(
  page: HTMLElement,
  event: { clientX: number; clientY: number },
  rotation: Rotation = 0,
): Point {
  const box = page.getBoundingClientRect();
  const seen = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  return uprightAt(seen, rotation);
}

const REACH = [0, -5, 5];
const SWEEP_STEP = 6;

/** Every mark on the way from one point of the window to another, so that a fast sweep skips none. */
export function marksAlong(from: { x: number; y: number }, to: { x: number; y: number }): string[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / SWEEP_STEP));
  const found = new Set<string>();
  for (let step = 0; step <= steps; step += 1) {
    const part = step / steps;
    const id = markAt(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
    if (id) found.add(id);
  }
  return [...found];
}

/** The mark under or very near a point of the window, if any. */
export function markAt(x: number, y: number): string | null {
  for (const dx of REACH) {
    for (const dy of REACH) {
      for (const element of document.elementsFromPoint(x + dx, y + dy)) {
        const id = element.closest<HTMLElement>('[data-annotation]')?.dataset.annotation;
        if (id) return id;
      }
    }
  }
  return null;
}

/** Marks what is selected below `root` with a tool for text; returns whether anything was. */
export async function markSelection(reader: Reader, root: HTMLElement, kind: TextTool): Promise<boolean> {
  const stretches = selectedStretches(root, getSelection());
  if (stretches.length === 0) return false;
  const colour = reader.markColour;
  try {
    const marks = await Promise.all(
      stretches.map(async ({ page, from, to }) => {
        const { runs } = await reader.text(page);
        return { page, mark: { kind, ...stretchRects(runs, from, to, measure), colour } };
      }),
    );
    getSelection()?.removeAllRanges();
    await reader.marks.add(marks);
  } catch (reason) {
    notices.add(reason);
  }
  return true;
}

/** Puts the selected words on the clipboard, or says clearly why not. */
export async function copySelection(reader: Reader, root: HTMLElement, event: ClipboardEvent): Promise<void> {
  const stretches = selectedStretches(root, getSelection());
  if (stretches.length === 0) return;
  event.preventDefault();
  if (!reader.opened.document.mayCopy) {
    reader.say(t('copy-blocked'));
    announcer.say(t('copy-blocked'));
    return;
  }
  const pieces = stretches.map(({ page, from, to }) =>
    textOf(root, page, from.run, to.run, from.offset, to.offset),
  );
  event.clipboardData?.setData('text/plain', pieces.join('\n'));
}

function textOf(
  root: HTMLElement,
  page: number,
  first: number,
  last: number,
  start: number,
  end: number,
): string {
  const spans = [...root.querySelectorAll<HTMLElement>(`[data-text-page="${page}"] [data-run]`)];
  return spans
    .filter(({ dataset }) => Number(dataset.run) >= first && Number(dataset.run) <= last)
    .map((span, index, all) => {
      const text = span.textContent ?? '';
      const stop = index === all.length - 1 ? end : text.length;
      return text.slice(index === 0 ? start : 0, stop);
    })
    .join(' ')
    .replace(/\s+/g, ' ');
}
