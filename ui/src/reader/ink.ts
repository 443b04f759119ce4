import type { MarkInput } from '../ipc/bindings';
import { addPoint, splitStroke, widthAt } from './stroke';
import type { Point } from './turning';

/** Most points that the core takes in one stroke. */
const MOST_POINTS = 20_000;
/** Closer points than this, in CSS pixels, are left out. */
const CLOSE = 0.8;

/** What is being drawn, where, and how. */
export interface Drawing {
  page: number;
  /** Where a pointer is on the upright page, in fractions. */
  place: (event: { clientX: number; clientY: number }) => Point;
  /** CSS pixels of the upright page across. */
  pageWidth: number;
  /** Fraction of the page's width. */
  width: number;
  colour: string;
}

interface Spot extends Point {
  pressure: number;
}

/**
 * Draws what the pen writes straight onto a canvas over the view, with nothing of the page drawn again
 * meanwhile; what the browser foresees of the pen's way goes onto a second canvas and is wiped with each event.
 */
export class Ink {
  #ground: CanvasRenderingContext2D | null = null;
  #ahead: CanvasRenderingContext2D | null = null;
  #drawing: Drawing | null = null;
  #points: number[] = [];
  #last: Spot | null = null;
  #origin = { left: 0, top: 0 };
  #colour = '';
  #hasForeseen = false;

  get isDrawing(): boolean {
    return this.#drawing !== null;
  }

  /** Takes the canvases that lie over the view. */
  attach(ground: HTMLCanvasElement, ahead: HTMLCanvasElement): void {
    this.#ground = ground.getContext('2d', { desynchronized: true });
    this.#ahead = ahead.getContext('2d', { desynchronized: true });
  }

  begin(drawing: Drawing, event: PointerEvent): void {
    this.#fit();
    this.#drawing = drawing;
    this.#points = [];
    this.#last = null;
    this.#colour = this.#ground ? colourOf(this.#ground, `--pen-${drawing.colour}`) : '';
    this.extend(event);
  }

  extend(event: PointerEvent): void {
    const drawing = this.#drawing;
    if (!drawing) return;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    for (const one of coalesced.length > 0 ? coalesced : [event]) {
      const { x, y } = drawing.place(one);
      const pressure = one.pointerType === 'pen' ? one.pressure : 0.5;
      addPoint(this.#points, x, y, pressure, CLOSE / drawing.pageWidth);
      this.#last = this.#draw(this.#ground, drawing, one, this.#last);
    }
    this.#foresee(drawing, event.getPredictedEvents?.() ?? []);
  }

  /** Ends the stroke; a very long one becomes several. */
  end(): MarkInput[] {
    const drawing = this.#drawing;
    this.#drawing = null;
    if (this.#ahead) wipe(this.#ahead);
    if (!drawing || this.#points.length === 0) return [];
    const { page, width, colour } = drawing;
    return splitStroke(this.#points, MOST_POINTS).map((points) => ({
      page,
      mark: { kind: 'stroke', points, width, colour },
    }));
  }

  /** Wipes the live ink, once the finished stroke is on the page or the stroke was given up. */
  clear(): void {
    if (this.#drawing) return;
    for (const context of [this.#ground, this.#ahead]) if (context) wipe(context);
  }

  /** Draws the loop of the lasso so far. */
  trace(loop: { clientX: number; clientY: number }[]): void {
    const context = this.#ahead;
    if (!context) return;
    if (loop.length <= 1) this.#fit();
    wipe(context);
    context.setLineDash([5, 4]);
    context.lineWidth = 1.5;
    context.strokeStyle = colourOf(context, '--accent');
    context.beginPath();
    const { left, top } = this.#origin;
    for (const { clientX, clientY } of loop) context.lineTo(clientX - left, clientY - top);
    context.stroke();
    context.setLineDash([]);
  }

  #foresee(drawing: Drawing, events: PointerEvent[]): void {
    if (!this.#ahead || (events.length === 0 && !this.#hasForeseen)) return;
    // A canvas that is wiped is drawn again as a whole, so one that is empty is let be.
    wipe(this.#ahead);
    this.#hasForeseen = events.length > 0;
    let last = this.#last;
    for (const event of events) last = this.#draw(this.#ahead, drawing, event, last);
  }

  #draw(
    context: CanvasRenderingContext2D | null,
    drawing: Drawing,
    event: PointerEvent,
    last: Spot | null,
  ): Spot {
    const [x, y] = [event.clientX - this.#origin.left, event.clientY - this.#origin.top];
    const size = Math.max(1, drawing.width * drawing.pageWidth);
    const spot = { x, y, pressure: pressureOf(event, { x, y }, last, size) };
    if (!context) return spot;
    context.lineCap = 'round';
    context.lineWidth = size * widthAt(spot.pressure);
    context.strokeStyle = this.#colour;
    context.beginPath();
    context.moveTo(last?.x ?? x, last?.y ?? y);
    context.lineTo(x, y);
    context.stroke();
    return spot;
  }

  /** Gives the canvases as many pixels as the view has. */
  #fit(): void {
    if (this.#ground) this.#origin = this.#ground.canvas.getBoundingClientRect();
    for (const context of [this.#ground, this.#ahead]) {
      if (!context) continue;
      const { canvas } = context;
      const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((n) =>
        Math.round(n * devicePixelRatio),
      );
      if (canvas.width !== width || canvas.height !== height) {
        [canvas.width, canvas.height] = [width ?? 0, height ?? 0];
        context.scale(devicePixelRatio, devicePixelRatio);
      }
      wipe(context);
    }
  }
}

/** Real pressure, or what perfect-freehand takes from the speed where a device tells none. */
function pressureOf(event: PointerEvent, here: Point, last: Spot | null, size: number): number {
  if (event.pointerType === 'pen' && event.pressure !== 0.5) return event.pressure;
  if (!last) return 0.5;
  const speed = Math.min(1, Math.hypot(here.x - last.x, here.y - last.y) / size);
  return Math.min(1, last.pressure + (1 - speed - last.pressure) * speed * 0.275);
}

function wipe(context: CanvasRenderingContext2D): void {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

function colourOf(context: CanvasRenderingContext2D, token: string): string {
  return getComputedStyle(context.canvas).getPropertyValue(token) || '#1d2a4d';
}
