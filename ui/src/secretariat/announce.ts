import type { AnnouncementView, DocumentRoleView, PrepareItemView, TextView } from '../ipc/bindings';
import { inWords, t } from '../shared/words.svelte';
import { fieldWords } from './wording';

/** What members will see change, gathered under the item it is about. */
export interface AnnouncedItem {
  key: string;
  number: string;
  title: TextView | null;
  lines: { key: string; kind: string; words: string }[];
  /** What is expected and not there, so that the item goes out without its papers. */
  missing: DocumentRoleView[];
}

/** Gathers the announcements by item, in the order in which they come; the meeting itself stands first. */
export function byItem(
  announcements: readonly AnnouncementView[],
  items: readonly PrepareItemView[],
): AnnouncedItem[] {
  const groups = new Map<string, AnnouncedItem>();
  for (const announcement of announcements) {
    const id = announcement.item ?? '';
    const item = items.find((one) => one.id === id);
    const group = groups.get(id) ?? {
      key: id,
      number: item?.number ?? announcement.number,
      title: item?.title ?? null,
      lines: [],
      missing: [],
    };
    groups.set(id, group);
    if (announcement.kind === 'missing') group.missing = item?.missing ?? ['paper'];
    else group.lines.push(lineOf(announcement, group.lines.length));
  }
  return [...groups.values()].map(shortened);
}

/** What is missing, in one sentence, such as “thiếu phiếu trình”. */
export function missingWords(missing: readonly DocumentRoleView[]): string {
  if (missing.length === 0) return '';
  return t(missing.length > 1 ? 'prepare-missing-both' : `prepare-missing-${missing[0]}`);
}

/** A new item is one line with the number of its papers, not a line for each of them. */
function shortened(group: AnnouncedItem): AnnouncedItem {
  const papers = group.lines.filter(({ kind }) => kind === 'new_document');
  const isNew = group.lines.some(({ kind }) => kind === 'new_item');
  if (!isNew || papers.length === 0) return group;
  const words = t('prepare-announce-new_item-papers', { n: papers.length });
  return { ...group, lines: [{ key: 'new_item', kind: 'new_item', words }] };
}

function lineOf(announcement: AnnouncementView, index: number): AnnouncedItem['lines'][number] {
  const { kind, field } = announcement;
  const variables = { title: inWords(announcement.title), field: field ? fieldWords(field) : '' };
  return { key: `${kind}-${index}`, kind, words: t(`prepare-announce-${kind}`, variables) };
}
