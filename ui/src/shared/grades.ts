import CircleAlert from '@lucide/svelte/icons/circle-alert';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import MessageCircleWarning from '@lucide/svelte/icons/message-circle-warning';
import type { ChoiceView, GradeView } from '../ipc/bindings';

/** How much a comment asks, the most first, each with its icon. */
export const GRADES = [
  { grade: 'condition', icon: CircleAlert },
  { grade: 'should', icon: MessageCircleWarning },
  { grade: 'remark', icon: MessageCircle },
] as const;

/** Whether the words with a choice may carry a grade: those of an agreement and of an other opinion. */
export function bearsGrade(choice: ChoiceView | null | undefined): choice is 'agree' | 'other' {
  return choice === 'agree' || choice === 'other';
}

/** The grade that is sealed with words: an agreement without one is a remark, an other opinion may stand without. */
export function gradeSealed(
  choice: ChoiceView | null,
  grade: GradeView | null,
  words: string,
): GradeView | null {
  if (!bearsGrade(choice) || !words.trim()) return null;
  return choice === 'agree' ? (grade ?? 'remark') : grade;
}
