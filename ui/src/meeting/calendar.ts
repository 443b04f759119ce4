import type { MeetingView } from '../ipc/bindings';

const OUT = ['published', 'in_session', 'closed', 'archived'];

/** Whether a meeting can be saved for a calendar: it was published and not cancelled. */
export function goesIntoCalendars({ state }: MeetingView): boolean {
  return OUT.includes(state);
}
