import type { Anchor } from './layout';

const MOST = 100;
/** Jumps that end closer than this to where they began are none. */
const NEAR = 0.05;

/** The places one jumped from, in both directions, as a browser keeps them. */
export class JumpHistory {
  #back: Anchor[] = [];
  #forward: Anchor[] = [];

  get canGoBack(): boolean {
    return this.#back.length > 0;
  }

  get canGoForward(): boolean {
    return this.#forward.length > 0;
  }

  /** Remembers where a jump began. */
  leave(from: Anchor, to: Anchor): void {
    if (isNear(from, to)) return;
    this.#back = [...this.#back, from].slice(-MOST);
    this.#forward = [];
  }

  /** Where the last jump began; `here` is kept for the way forward. */
  back(here: Anchor): Anchor | null {
    const goal = this.#back.pop() ?? null;
    if (goal) this.#forward.push(here);
    return goal;
  }

  /** Where one was before going back. */
  forward(here: Anchor): Anchor | null {
    const goal = this.#forward.pop() ?? null;
    if (goal) this.#back.push(here);
    return goal;
  }
}

function isNear(one: Anchor, other: Anchor): boolean {
  return one.page === other.page && Math.abs(one.fraction - other.fraction) < NEAR;
}
