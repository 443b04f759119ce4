import type { MeetingView } from '../ipc/bindings';
import type { Zone } from './zones';

/** The zones of the meetings, for what names its meeting and not its zone. */
class MeetingZones {
  #zones = $state.raw<ReadonlyMap<string, string>>(new Map());

  learn(meetings: readonly MeetingView[]): void {
    this.#zones = new Map(meetings.map(({ id, zone }) => [id, zone]));
  }

  of(meeting: string): Zone {
    return this.#zones.get(meeting);
  }

  forget(): void {
    this.#zones = new Map();
  }
}

export const meetingZones = new MeetingZones();
