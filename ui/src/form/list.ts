import type { FormLineView } from '../ipc/bindings';

/** What a form asks of this person, or where it stands for them. */
export interface OwnState {
  tone: 'stale' | 'open' | 'done' | 'draft' | 'closed' | 'moved' | 'runs';
  key: string;
  n: number;
}

/** The own state of a form on one line. */
export function ownState(line: FormLineView, votes: boolean): OwnState {
  if (line.state === 'draft') return { tone: 'draft', key: 'form-draft', n: 0 };
  if (line.state === 'closed') return { tone: 'closed', key: 'form-closed', n: 0 };
  if (line.state === 'moved_to_session') return { tone: 'moved', key: 'form-moved_to_session', n: 0 };
  if (line.nMineOpen > 0 && line.nMineOpen === line.nMineStale)
    return { tone: 'stale', key: 'ask-confirm', n: line.nMineStale };
  if (line.nMineOpen > 0) return { tone: 'open', key: 'ask-form', n: line.nMineOpen };
  return votes ? { tone: 'done', key: 'form-mine-done', n: 0 } : { tone: 'runs', key: 'form-sent', n: 0 };
}

/** The list in groups by what is to be done, each by deadline; what is over stands with the newest first. */
export function groupForms(
  lines: FormLineView[],
): { key: 'mine' | 'running' | 'drafts' | 'over'; lines: FormLineView[] }[] {
  const byDeadline = [...lines].sort((one, other) => one.closesAt.localeCompare(other.closesAt));
  const groupOf = (line: FormLineView) => {
    if (line.state === 'draft') return 'drafts';
    if (line.state !== 'sent') return 'over';
    return line.nMineOpen > 0 ? 'mine' : 'running';
  };
  return (['mine', 'running', 'drafts', 'over'] as const)
    .map((key) => {
      const inside = byDeadline.filter((line) => groupOf(line) === key);
      return { key, lines: key === 'over' ? inside.reverse() : inside };
    })
    .filter((group) => group.lines.length > 0);
}
