import type { BoundPaperView, PollView } from '../ipc/bindings';
import { inWords, t } from './words.svelte';

/** Bound papers with their versions, one after another. */
export function papersInWords(papers: readonly BoundPaperView[]): string {
  return papers
    .map((paper) => t('ballot-review-paper', { title: inWords(paper.title), version: paper.version }))
    .join(', ');
}

/** Whether the own answer was given on the papers that lie on the sheet now; known while the poll is open. */
export function isOnThese({ line, papers }: PollView): boolean {
  return papers.length > 0 && line.state === 'open' && line.myBallot?.stale === false;
}
