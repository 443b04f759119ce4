import Archive from '@lucide/svelte/icons/archive';
import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import Ban from '@lucide/svelte/icons/ban';
import CircleStop from '@lucide/svelte/icons/circle-stop';
import Gavel from '@lucide/svelte/icons/gavel';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Send from '@lucide/svelte/icons/send';
import Undo from '@lucide/svelte/icons/undo-2';
import type { MeetingStateView, PrepareView } from '../ipc/bindings';
import type { MenuAct } from './RowMenu.svelte';

/** A step of a meeting's life that is put as a question first; publishing has a dialog of its own. */
export type MeetingStep =
  | 'review'
  | 'draft'
  | 'open_session'
  | 'unopen_session'
  | 'close_session'
  | 'reopen_session'
  | 'archive'
  | 'unarchive'
  | 'cancel_meeting';

interface Step {
  step: MeetingStep;
  from: MeetingStateView[];
  to: MeetingStateView;
  icon: MenuAct['icon'];
  /** Whether it is the way on from where the meeting stands, and has a button. */
  isOn: boolean;
}

const STEPS: Step[] = [
  { step: 'review', from: ['draft'], to: 'in_review', icon: Send, isOn: true },
  { step: 'draft', from: ['in_review'], to: 'draft', icon: Undo, isOn: false },
  { step: 'open_session', from: ['published'], to: 'in_session', icon: Gavel, isOn: true },
  { step: 'unopen_session', from: ['in_session'], to: 'published', icon: Undo, isOn: false },
  { step: 'close_session', from: ['in_session'], to: 'closed', icon: CircleStop, isOn: true },
  { step: 'reopen_session', from: ['closed'], to: 'in_session', icon: RotateCcw, isOn: false },
  { step: 'archive', from: ['closed'], to: 'archived', icon: Archive, isOn: true },
  { step: 'unarchive', from: ['archived'], to: 'closed', icon: ArchiveRestore, isOn: false },
  { step: 'cancel_meeting', from: ['published'], to: 'cancelled', icon: Ban, isOn: false },
];

/** The steps that the core allows now. */
export function stepsOf({ meeting, nextStates }: Pick<PrepareView, 'meeting' | 'nextStates'>): Step[] {
  return STEPS.filter(({ from, to }) => from.includes(meeting.state) && nextStates.includes(to));
}

/** Where a step leads. */
export function goalOf(step: MeetingStep): MeetingStateView {
  return STEPS.find((one) => one.step === step)?.to ?? 'draft';
}

/** Whether the agenda can be published now, for the first time or again. */
export function mayPublish({ meeting, nextStates }: Pick<PrepareView, 'meeting' | 'nextStates'>): boolean {
  const to = meeting.state === 'in_session' ? 'in_session' : 'published';
  const isOpen = ['draft', 'in_review', 'published', 'in_session'].includes(meeting.state);
  return isOpen && nextStates.includes(to);
}
