import type { ExpectedView, ItemView, MeetingView } from '../bindings';
import type { Paper } from './papers';

/** What an item of a meeting asks of the person signed in, forms aside. */
export function expectedOfItem(meeting: MeetingView, item: ItemView, papers: Paper[]): ExpectedView[] {
  const base = {
    meeting: meeting.id,
    item: item.id,
    number: item.number,
    title: item.title,
    meetingTitle: meeting.title,
    nPages: pagesOf(papers),
    poll: null,
    form: null,
    nAsked: 1,
    stale: false,
  };
  const asked: ExpectedView[] = item.polls
    .filter((line) => line.state === 'open' && line.mayVote && (!line.myBallot || line.myBallot.stale))
    .map((line) => ({
      ...base,
      kind: line.kind,
      poll: line.id,
      dueAt: line.closesAt,
      stale: line.myBallot?.stale ?? false,
    }));
  if (item.mayStatePosition && !item.myPosition) {
    asked.push({ ...base, kind: 'position', dueAt: meeting.positionsBy ?? meeting.startsAt });
  }
  if (item.nNewPapers > 0 && !item.recused) {
    asked.push({ ...base, kind: 'new_papers', nAsked: item.nNewPapers, dueAt: meeting.startsAt });
  }
  return asked;
}

/** Pages of the papers that are read, attachments aside. */
export function pagesOf(papers: Paper[]): number {
  return papers.reduce((sum, { view }) => sum + (view.role === 'attachment' ? 0 : (view.nPages ?? 0)), 0);
}
