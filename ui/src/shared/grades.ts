import CircleAlert from '@lucide/svelte/icons/circle-alert';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import MessageCircleWarning from '@lucide/svelte/icons/message-circle-warning';

/** How much a comment asks, the most first, each with its icon. */
export const GRADES = [
  { grade: 'condition', icon: CircleAlert },
  { grade: 'should', icon: MessageCircleWarning },
  { grade: 'remark', icon: MessageCircle },
] as const;
