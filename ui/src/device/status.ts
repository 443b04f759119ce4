import type { StatusView } from '../ipc/bindings';
import { bytes, clock, dateTime, duration } from '../shared/dates';
import { t } from '../shared/words.svelte';

/** The parts of the status line, in the order they are read. */
export interface StatusWords {
  contact: string;
  waiting: string | null;
  ready: string;
  trouble: string[];
}

/** Says what is known about contact, waiting changes and readiness; never more than is known. */
export function statusWords(status: StatusView, now: Date): StatusWords {
  const trouble: string[] = [];
  if (status.nRefused > 0) trouble.push(t('status-refused', { n: status.nRefused }));
  if (status.nQuarantined > 0) trouble.push(t('status-unreadable', { n: status.nQuarantined }));
  return {
    contact: contactWords(status, now),
    waiting: waitingWords(status),
    ready: t('status-ready', { ready: status.dossiersReady, total: status.dossiersTotal }),
    trouble,
  };
}

function contactWords(status: StatusView, now: Date): string {
  if (!status.online) return offlineWords(status.lastContact, now);
  if (!status.syncing || status.bytesDone >= status.bytesTotal) return t('status-online');
  const words = t('status-syncing', { done: bytes(status.bytesDone), total: bytes(status.bytesTotal) });
  if (status.secondsLeft === null) return words;
  return `${words}, ${t('status-time-left', { time: duration(status.secondsLeft) })}`;
}

function offlineWords(since: string | null, now: Date): string {
  if (!since) return t('status-offline');
  const today = new Date(since).toDateString() === now.toDateString();
  return t('status-offline-since', { time: today ? clock(since) : dateTime(since) });
}

function waitingWords(status: StatusView): string | null {
  if (status.nWaiting === 0) return null;
  const words = t('status-waiting', { n: status.nWaiting });
  if (status.nWaitingBallots === 0) return words;
  return `${words}, ${t('status-waiting-ballots', { n: status.nWaitingBallots })}`;
}
