import type { Backend } from '../ipc/backend';
import type {
  ActInput,
  ErrorView,
  MeetingHeldAsView,
  MeetingView,
  PrepareView,
  TwiceInput,
} from '../ipc/bindings';
import { toErrorView } from '../shared/words.svelte';
import { editMeeting } from './acts';
import { ItemPicking } from './picking.svelte';
import { ownEnglish, spelled } from './spelling';
import { HOME_ZONE, isSpan, joinWall, monthLater, splitWall, type Wall } from './wall';

/** What the form is for. */
export type MeetingTask =
  { kind: 'new' } | { kind: 'edit'; view: PrepareView } | { kind: 'copy'; sources: MeetingView[] };

/** Where on the form an error belongs. */
export type ErrorPlace = 'title' | 'times' | 'zone' | 'deadlines' | 'form';

/** The form of a meeting: new, edited, or copied from another. */
export class MeetingForm {
  heldAs = $state<MeetingHeldAsView>('session');
  vi = $state('');
  en = $state('');
  placeVi = $state('');
  placeEn = $state('');
  date = $state('');
  startTime = $state('08:00');
  endDate = $state('');
  endTime = $state('10:30');
  zone = $state(HOME_ZONE);
  twice = $state<TwiceInput | null>(null);
  chair = $state('');
  lodgeBy = $state<Wall>({ date: '', time: '17:00' });
  positionsBy = $state<Wall>({ date: '', time: '17:00' });
  source = $state('');
  readonly picking = new ItemPicking();
  error = $state<ErrorView | null>(null);
  asksTwice = $state(false);
  working = $state(false);
  readonly task: MeetingTask;
  #backend: Backend;

  constructor(backend: Backend, task: MeetingTask) {
    this.#backend = backend;
    this.task = task;
    if (task.kind === 'edit') this.#fill(task.view);
    if (task.kind === 'copy') void this.chooseSource(task.sources[0]?.id ?? '');
  }

  /** Takes another meeting to copy from. */
  async chooseSource(id: string): Promise<void> {
    this.source = id;
    try {
      const view = await this.#backend.prepare(id);
      if (this.source !== id) return;
      this.#fill(view);
      const [from, to] = [splitWall(monthLater(view.startsWall)), splitWall(monthLater(view.endsWall))];
      [this.date, this.endDate] = [from.date, to.date];
      this.picking.offer(view.items);
    } catch (reason) {
      this.error = toErrorView(reason);
    }
  }

  /** Where the present error is shown. */
  get errorPlace(): ErrorPlace {
    const code = this.error?.code ?? '';
    if (code.startsWith('text-')) return 'title';
    if (code === 'zone-unknown') return 'zone';
    if (code === 'meeting-times' && this.#spanIsRight()) return 'deadlines';
    return code === 'meeting-times' || code.startsWith('time-') ? 'times' : 'form';
  }

  /** Sends the form; gives the meeting's identity, or `null` where it was refused. */
  async submit(): Promise<string | null> {
    this.error = null;
    const act = this.#act();
    if (!act) return null;
    this.working = true;
    try {
      const done = await this.#backend.act(act);
      return done.id ?? this.#known();
    } catch (reason) {
      this.error = toErrorView(reason);
      if (this.error.code === 'time-twice') this.asksTwice = true;
      return null;
    } finally {
      this.working = false;
    }
  }

  #known(): string {
    return this.task.kind === 'edit' ? this.task.view.meeting.id : '';
  }

  #act(): ActInput | null {
    const [starts, ends] = this.#walls();
    if (!this.vi.trim()) return this.#refuse('text-empty');
    if (!starts || !ends) return this.#refuse('time-unreadable');
    if (!isSpan(starts, ends)) return this.#refuse('meeting-times');
    const title = spelled(this.vi, this.en);
    const where = spelled(this.placeVi, this.placeEn);
    const { zone, twice, heldAs } = this;
    switch (this.task.kind) {
      case 'new':
        return { act: 'create_meeting', heldAs, title, place: where, zone, starts, ends, twice };
      case 'copy':
        return { act: 'copy_meeting', from: this.source, title, starts, ends, items: this.picking.inOrder };
      case 'edit': {
        const deadlines = { lodgeBy: wallOrNone(this.lodgeBy), positionsBy: wallOrNone(this.positionsBy) };
        if (deadlines.lodgeBy === null || deadlines.positionsBy === null)
          return this.#refuse('time-unreadable');
        const { id } = this.task.view.meeting;
        const change = { title, place: where, zone, starts, ends, twice, chair: this.chair };
        return editMeeting(id, { ...change, ...deadlines });
      }
    }
  }

  #refuse(code: string): null {
    this.error = { code, details: {} };
    return null;
  }

  #walls(): [string | null, string | null] {
    const endDate = this.endDate || this.date;
    return [
      joinWall({ date: this.date, time: this.startTime }),
      joinWall({ date: endDate, time: this.endTime }),
    ];
  }

  #spanIsRight(): boolean {
    const [starts, ends] = this.#walls();
    return starts !== null && ends !== null && isSpan(starts, ends);
  }

  #fill(view: PrepareView): void {
    const { meeting } = view;
    [this.vi, this.en] = [meeting.title.vi, ownEnglish(meeting.title)];
    [this.placeVi, this.placeEn] = [meeting.place.vi, ownEnglish(meeting.place)];
    const [from, to] = [splitWall(view.startsWall), splitWall(view.endsWall)];
    [this.date, this.startTime] = [from.date, from.time];
    [this.endDate, this.endTime] = [to.date === from.date ? '' : to.date, to.time];
    [this.zone, this.chair, this.heldAs] = [meeting.zone, view.chair, meeting.heldAs];
    if (view.lodgeByWall) this.lodgeBy = splitWall(view.lodgeByWall);
    if (view.positionsByWall) this.positionsBy = splitWall(view.positionsByWall);
  }
}

/** A deadline as it is sent: empty where there is none, `null` where it is no time. */
function wallOrNone(wall: Wall): string | null {
  return wall.date === '' ? '' : joinWall(wall);
}
