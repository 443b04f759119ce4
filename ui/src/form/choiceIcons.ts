import Check from '@lucide/svelte/icons/check';
import CircleSlash from '@lucide/svelte/icons/circle-slash-2';
import MessageSquareQuote from '@lucide/svelte/icons/message-square-quote';
import X from '@lucide/svelte/icons/x';

/** The icon of each choice. */
export const CHOICE_ICONS = {
  agree: Check,
  disagree: X,
  other: MessageSquareQuote,
  abstain: CircleSlash,
};
