/** Answers about pages, each asked for once while it is among the last used ones; a refused one is asked for again. */
export class Kept<T> {
  #answers = new Map<number, Promise<T>>();
  #most: number;
  #ask: (page: number) => Promise<T>;

  constructor(most: number, ask: (page: number) => Promise<T>) {
    this.#most = most;
    this.#ask = ask;
  }

  get(page: number): Promise<T> {
    const answer = this.#answers.get(page) ?? this.#asked(page);
    this.#answers.delete(page);
    this.#answers.set(page, answer);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > this.#most && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  /** Lets go of all answers: they may be others now. */
  clear(): void {
    this.#answers.clear();
  }

  #asked(page: number): Promise<T> {
    const asked = this.#ask(page);
    asked.catch(() => this.#answers.delete(page));
    return asked;
  }
}
