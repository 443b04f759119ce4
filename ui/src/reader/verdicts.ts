import type { SignatureView } from '../ipc/bindings';
import { dateTime } from '../shared/dates';
import { t } from '../shared/words.svelte';

/** What an answer asks of its reader: nothing; to know that nobody knows; to look closer; not to rely on it. */
export type Tone = 'good' | 'open' | 'note' | 'bad';

/** One of the three answers about a signature. */
export interface Verdict {
  /** What the answer is about. */
  row: 'bytes' | 'who' | 'time';
  about: string;
  tone: Tone;
  /** The answer in a word or two. */
  word: string;
  /** Its reasons, a sentence each. */
  why: string[];
}

/** The three answers about a signature, none of which stands for the others. */
export function verdictsOf(signature: SignatureView): [Verdict, Verdict, Verdict] {
  return [bytesVerdict(signature), signerVerdict(signature), timeVerdict(signature)];
}

const BYTES: Record<SignatureView['integrity'], Tone> = {
  intact: 'good',
  weak: 'note',
  changed: 'bad',
  forged: 'bad',
  not_covered: 'bad',
  unreadable: 'open',
  unsupported: 'open',
};

function bytesVerdict({ integrity, later, isForbiddenChange }: SignatureView): Verdict {
  const about = { row: 'bytes', about: t('sig-row-bytes') } as const;
  const why = [t(`sig-bytes-why-${integrity}`)];
  // What was done after a signature that does not hold says nothing more.
  if (integrity !== 'intact' && integrity !== 'weak')
    return { ...about, tone: BYTES[integrity], word: t(`sig-bytes-${integrity}`), why };
  if (isForbiddenChange) {
    const word = t('sig-later-forbidden');
    return { ...about, tone: 'bad', word, why: [...why, t('sig-later-why-forbidden')] };
  }
  if (later === 'other') {
    return { ...about, tone: 'note', word: t('sig-later-other'), why: [...why, t('sig-later-why-other')] };
  }
  if (later !== 'nothing') why.push(t(`sig-later-why-${later}`));
  return { ...about, tone: BYTES[integrity], word: t(`sig-bytes-${integrity}`), why };
}

const CHAIN: Record<SignatureView['chain']['kind'], Tone> = {
  trusted: 'good',
  trusted_when_claimed: 'note',
  unknown_root: 'open',
  expired: 'note',
  not_yet_valid: 'note',
  wrong_usage: 'bad',
  unsupported: 'open',
  broken: 'bad',
  missing: 'open',
};

function signerVerdict({ chain, kind }: SignatureView): Verdict {
  const about = t(kind === 'timestamp' ? 'sig-row-who-stamp' : 'sig-row-who');
  const names: Record<string, string> = 'root' in chain ? { root: chain.root, at: dateTime(chain.at) } : {};
  const why = [t(`sig-chain-why-${chain.kind}`, names)];
  return { row: 'who', about, tone: CHAIN[chain.kind], word: t(`sig-chain-${chain.kind}`), why };
}

function timeVerdict(signature: SignatureView): Verdict {
  const { time, revocation, timestampFault, kind } = signature;
  const about = { row: 'time', about: t('sig-row-time') } as const;
  const why = [whenSigned(signature)];
  if (timestampFault) why.push(t(`sig-stamp-${timestampFault}`));
  why.push(t(`sig-revocation-${revocation.kind}`, 'at' in revocation ? { at: dateTime(revocation.at) } : {}));
  // Of a stamp on the whole paper the authority is who signed it.
  const isAuthorityOpen = time.kind === 'proven' && kind !== 'timestamp' && time.revocation.kind !== 'good';
  if (isAuthorityOpen) why.push(t('sig-authority-open'));
  if (revocation.kind === 'revoked') return { ...about, tone: 'bad', word: t('sig-time-revoked'), why };
  if (revocation.kind === 'revoked_later') return { ...about, tone: 'note', word: t('sig-time-later'), why };
  const isGood = revocation.kind === 'good' && !isAuthorityOpen;
  if (time.kind === 'proven' && isGood)
    return { ...about, tone: 'good', word: t('sig-time-proven-good'), why };
  if (time.kind === 'proven') return { ...about, tone: 'open', word: t('sig-time-proven-open'), why };
  if (isGood) return { ...about, tone: 'open', word: t('sig-time-claimed-good'), why };
  return { ...about, tone: 'open', word: t('sig-time-open'), why };
}

function whenSigned({ time, kind }: SignatureView): string {
  if (time.kind === 'unknown') return t('sig-when-unknown');
  const at = dateTime(time.at);
  if (time.kind === 'claimed') return t('sig-when-claimed', { at });
  const { authority } = time;
  return kind === 'timestamp'
    ? t('sig-when-stamp', { at, authority })
    : t('sig-when-proven', { at, authority });
}
