import type { DelegationView } from '../ipc/bindings';
import { inWords, t } from '../shared/words.svelte';

/** For what a substitute stands in: one meeting, or everything until it is ended. */
export function scopeWords(delegation: DelegationView): string {
  if (delegation.meetingTitle) return t('stand-in-meeting', { title: inWords(delegation.meetingTitle) });
  return delegation.meeting ? t('stand-in-some-meeting') : t('stand-in-until-ended');
}

/** Those in force and those ended, each newest first as they came. */
export function parted(delegations: readonly DelegationView[]): {
  live: DelegationView[];
  ended: DelegationView[];
} {
  return {
    live: delegations.filter(({ ended }) => !ended),
    ended: delegations.filter(({ ended }) => ended),
  };
}
