import type { Backend } from '../ipc/backend';
import type { ErrorView, TextView, TrailInput, TrailLineView } from '../ipc/bindings';
import { toErrorView } from '../shared/words.svelte';

const SKELETON_AFTER_MS = 150;

/** The lines of one day, such as `2026-12-01` in the laptop's zone. */
export interface TrailDay {
  day: string;
  lines: TrailLineView[];
}

/** What the trail is narrowed to; empty words narrow nothing. */
export interface TrailFilter {
  person: string;
  verb: string;
  from: string;
  until: string;
}

export const NO_FILTER: TrailFilter = { person: '', verb: '', from: '', until: '' };

/** Lines under the days on which they were written, in the order given. */
export function byDay(lines: readonly TrailLineView[]): TrailDay[] {
  const days: TrailDay[] = [];
  for (const line of lines) {
    const day = new Date(line.at).toLocaleDateString('sv-SE');
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

/** The trail as far as it was read: newest first, older parts on request; what was read stays when the network goes. */
export class TrailReading {
  lines = $state.raw<TrailLineView[] | null>(null);
  verbs = $state.raw<string[]>([]);
  more = $state(false);
  filter = $state.raw<TrailFilter>(NO_FILTER);
  error = $state<ErrorView | null>(null);
  /** When the server last answered. */
  at = $state<Date | null>(null);
  slow = $state(false);
  working = $state(false);
  #subject: string | null;
  #backend: Backend;
  #round = 0;

  constructor(backend: Backend, subject: string | null) {
    this.#backend = backend;
    this.#subject = subject;
    void this.again();
  }

  get days(): TrailDay[] {
    return byDay(this.lines ?? []);
  }

  get isFiltered(): boolean {
    return Object.values(this.filter).some((words) => words !== '');
  }

  /** What the server is asked, but for the place. */
  get input(): TrailInput {
    const { person, verb, from, until } = this.filter;
    return {
      before: null,
      person: person || null,
      verb: verb || null,
      subject: this.#subject,
      from: from || null,
      until: until || null,
    };
  }

  /** The title of the record the trail is about, where a line tells it. */
  get subjectTitle(): TextView | null {
    const subjects = (this.lines ?? []).flatMap((line) => line.subjects);
    return subjects.find(({ id, title }) => id === this.#subject && title)?.title ?? null;
  }

  narrow(change: Partial<TrailFilter>): void {
    this.filter = { ...this.filter, ...change };
    void this.again();
  }

  async again(): Promise<void> {
    await this.#ask(null);
  }

  async older(): Promise<void> {
    const last = this.lines?.at(-1);
    if (last && this.more && !this.working) await this.#ask(last.seq);
  }

  async #ask(before: number | null): Promise<void> {
    const round = (this.#round += 1);
    this.working = true;
    const timer = setTimeout(() => (this.slow = this.lines === null), SKELETON_AFTER_MS);
    try {
      const part = await this.#backend.trail({ ...this.input, before });
      if (round !== this.#round) return;
      this.lines = before === null ? part.lines : [...(this.lines ?? []), ...part.lines];
      [this.more, this.verbs, this.error, this.at] = [part.more, part.verbs, null, new Date()];
    } catch (reason) {
      if (round === this.#round) this.error = toErrorView(reason);
    } finally {
      clearTimeout(timer);
      if (round === this.#round) [this.working, this.slow] = [false, false];
    }
  }
}
