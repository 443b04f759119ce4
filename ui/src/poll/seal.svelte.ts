const HOLD_MS = 600;
const AGAIN_WITHIN_MS = 5_000;

/** Demands two acts or one long press before a ballot is sealed; one stray click only arms it. */
export class SealButton {
  armed = $state(false);
  holding = $state(false);
  #onSeal: () => void;
  #holdTimer: ReturnType<typeof setTimeout> | undefined;
  #disarmTimer: ReturnType<typeof setTimeout> | undefined;
  #heldThrough = false;

  constructor(onSeal: () => void) {
    this.#onSeal = onSeal;
  }

  /** A finger, button or Enter goes down. */
  press(): void {
    if (this.holding) return;
    this.holding = true;
    this.#heldThrough = false;
    this.#holdTimer = setTimeout(() => {
      this.#heldThrough = true;
      this.#seal();
    }, HOLD_MS);
  }

  /** It goes up or away again. */
  release(): void {
    this.holding = false;
    clearTimeout(this.#holdTimer);
  }

  /** One activation; the click that ends a hold which already sealed is not a further one. */
  activate(): void {
    this.release();
    if (this.#heldThrough) {
      this.#heldThrough = false;
      return;
    }
    if (this.armed) return this.#seal();
    this.armed = true;
    this.#disarmTimer = setTimeout(() => (this.armed = false), AGAIN_WITHIN_MS);
  }

  /** Forgets everything, for example when the sheet is left. */
  reset(): void {
    this.release();
    clearTimeout(this.#disarmTimer);
    this.armed = false;
    this.#heldThrough = false;
  }

  #seal(): void {
    this.release();
    clearTimeout(this.#disarmTimer);
    this.armed = false;
    this.#onSeal();
  }
}
