/** An act that was done, with the way back and the way forth again. */
export interface Act {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

/** What was done and can be undone, newest last; acts run one after another. */
export class UndoStack {
  #done = $state.raw<Act[]>([]);
  #undone = $state.raw<Act[]>([]);
  #busy = false;

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Remembers a new act; what had been undone before can no longer be redone. */
  push(act: Act): void {
    this.#done = [...this.#done, act];
    this.#undone = [];
  }

  /** Undoes the newest act; an act that fails stays where it is. Returns whether one was undone. */
  async undo(): Promise<boolean> {
    const act = this.#done.at(-1);
    if (!act || this.#busy) return false;
    await this.#run(act.undo);
    this.#done = this.#done.filter((other) => other !== act);
    this.#undone = [...this.#undone, act];
    return true;
  }

  /** Does the newest undone act again. Returns whether there was one. */
  async redo(): Promise<boolean> {
    const act = this.#undone.at(-1);
    if (!act || this.#busy) return false;
    await this.#run(act.redo);
    this.#undone = this.#undone.filter((other) => other !== act);
    this.#done = [...this.#done, act];
    return true;
  }

  async #run(step: () => Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await step();
    } finally {
      this.#busy = false;
    }
  }
}
