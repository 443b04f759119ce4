import type { WordsView } from '../ipc/bindings';
import { t } from '../shared/words.svelte';
import { marksInside } from './geometry';
import { marksAlong, markAt, placeOn } from './pointing';
import type { Reader } from './reader.svelte';
import { TEXT_TOOLS } from './tools';

const PEN_WIDTH = 0.0034;
/** Loops shorter than this, in CSS pixels, are taps. */
const TAP = 6;
const TEXT_BOX = { w: 0.36, h: 0.04 };
const STAMP = { w: 0.24, height: 34 };
/** What lies over a page and takes its own presses. */
const OWN = '.editor, .problem, .selection, .link, .box-editor, [data-shared]';

interface Spot {
  clientX: number;
  clientY: number;
}

/** What a pointer does on one page with the tool in hand. */
export class Hand {
  #reader: Reader;
  #page: number;
  #sheet: () => HTMLElement | undefined;
  #erased: Set<string> | null = null;
  #loop: Spot[] | null = null;
  #from: Spot | null = null;

  constructor(reader: Reader, page: number, sheet: () => HTMLElement | undefined) {
    this.#reader = reader;
    this.#page = page;
    this.#sheet = sheet;
  }

  down(event: PointerEvent, words: WordsView): void {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest(OWN))) return;
    const { tool } = this.#reader;
    if (tool === 'select') return this.#reader.selected.clear();
    if (TEXT_TOOLS.some((one) => one === tool)) {
      return this.#tellOfWords(words);
    }
    if (tool === 'pen') this.#beginStroke(event);
    if (tool === 'eraser') {
      this.#capture(event);
      this.#erased = new Set();
      this.#sweep(event);
    }
    if (tool === 'lasso') {
      this.#capture(event);
      this.#loop = [event];
    }
  }

  /** Says why there is nothing to mark, and once a paper that its words are a program's reading. */
  #tellOfWords(words: WordsView): void {
    const reader = this.#reader;
    if (words === 'awaited') reader.say(t('page-words-awaited'));
    if (words === 'none') reader.say(t('page-no-text'));
    if (words === 'picture' && !reader.toldOfPicture) {
      reader.toldOfPicture = true;
      reader.say(t('page-words-picture'));
    }
  }

  move(event: PointerEvent): void {
    if (this.#reader.ink.isDrawing) this.#reader.ink.extend(event);
    else if (this.#erased) this.#sweep(event);
    else if (this.#loop) {
      const coalesced = event.getCoalescedEvents?.() ?? [];
      this.#loop.push(...(coalesced.length > 0 ? coalesced : [event]));
      this.#reader.ink.trace(this.#loop);
    }
  }

  up(event: PointerEvent): void {
    if (this.#reader.ink.isDrawing) void this.#endStroke();
    if (this.#erased) this.#endErasing();
    if (this.#loop) this.#endLoop(event);
  }

  click(event: MouseEvent): void {
    const { tool } = this.#reader;
    if (event.target instanceof Element && event.target.closest(`${OWN}, .pin, button.typed`)) return;
    const at = this.#place(event);
    if (tool === 'note') this.#reader.note = { id: null, page: this.#page, ...at, before: '' };
    if (tool === 'text_box') this.#writeAt(at.x, at.y);
    if (tool === 'stamp') void this.#stampAt(at.x, at.y);
  }

  #capture(event: PointerEvent): void {
    event.preventDefault();
    this.#sheet()?.setPointerCapture?.(event.pointerId);
  }

  #place(event: Spot): { x: number; y: number } {
    const sheet = this.#sheet();
    return sheet ? placeOn(sheet, event, this.#reader.rotation) : { x: 0, y: 0 };
  }

  #beginStroke(event: PointerEvent): void {
    this.#capture(event);
    this.#reader.writing = true;
    const box = this.#reader.layout.boxes[this.#page];
    const isAcross = this.#reader.rotation % 180 !== 0;
    this.#reader.ink.begin(
      {
        page: this.#page,
        place: (one) => this.#place(one),
        pageWidth: (isAcross ? box?.height : box?.width) ?? 800,
        width: PEN_WIDTH,
        colour: this.#reader.penColour,
      },
      event,
    );
  }

  async #endStroke(): Promise<void> {
    const marks = this.#reader.ink.end();
    this.#reader.writing = false;
    if (marks.length > 0) await this.#reader.marks.add(marks);
    this.#reader.ink.clear();
  }

  #sweep(event: Spot): void {
    const to = { x: event.clientX, y: event.clientY };
    const from = this.#from ? { x: this.#from.clientX, y: this.#from.clientY } : to;
    for (const id of marksAlong(from, to)) this.#erased?.add(id);
    this.#from = { clientX: event.clientX, clientY: event.clientY };
  }

  #endErasing(): void {
    const ids = [...(this.#erased ?? [])];
    this.#erased = null;
    this.#from = null;
    void this.#reader.marks.erase(ids);
  }

  #endLoop(event: PointerEvent): void {
    const loop = this.#loop ?? [];
    this.#loop = null;
    this.#reader.ink.clear();
    const first = loop[0] ?? event;
    const isTap = loop.every(
      ({ clientX, clientY }) => Math.hypot(clientX - first.clientX, clientY - first.clientY) < TAP,
    );
    const tapped = markAt(event.clientX, event.clientY);
    const chosen = isTap
      ? tapped
        ? [tapped]
        : []
      : marksInside(
          loop.map((one) => this.#place(one)),
          this.#reader.marks.onPage(this.#page),
        );
    const before =
      event.shiftKey && this.#reader.selected.page === this.#page ? this.#reader.selected.ids : [];
    const all = [...new Set([...before, ...chosen])];
    if (all.length > 0) this.#reader.selected.choose(all);
    else this.#reader.selected.clear();
  }

  #writeAt(x: number, y: number): void {
    const rect = { x: Math.min(x, 1 - TEXT_BOX.w), y: Math.min(y, 1 - TEXT_BOX.h), ...TEXT_BOX };
    const { textSize: size, penColour: colour } = this.#reader;
    this.#reader.box = { id: null, page: this.#page, rect, before: '', size, colour };
  }

  async #stampAt(x: number, y: number): Promise<void> {
    const size = this.#reader.opened.pages[this.#page];
    const h = Math.min(1, STAMP.height / (size?.height ?? 842));
    const rect = {
      x: Math.min(Math.max(0, x - STAMP.w / 2), 1 - STAMP.w),
      y: Math.min(Math.max(0, y - h / 2), 1 - h),
      w: STAMP.w,
      h,
    };
    const { stamp, penColour: colour } = this.#reader;
    await this.#reader.marks.add([{ page: this.#page, mark: { kind: 'stamp', rect, stamp, colour } }]);
  }
}
