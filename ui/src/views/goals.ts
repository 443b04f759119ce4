import type { Backend } from '../ipc/backend';
import type { FormLineView, ItemView, MeetingView } from '../ipc/bindings';
import { hrefOf } from '../shared/router';
import type { Goal } from '../shared/search';
import { inWords, t } from '../shared/words.svelte';

/** Gathers every place a person may go to; what fails to answer is left out. */
export async function gatherGoals(backend: Backend): Promise<Goal[]> {
  const meetings = await backend.meetings();
  const forms = await backend.forms().catch(() => []);
  const agendas = await Promise.allSettled(meetings.map(({ id }) => backend.agenda(id)));
  const items = agendas.flatMap((agenda) => (agenda.status === 'fulfilled' ? agenda.value.items : []));
  const dossiers = await Promise.allSettled(
    items.filter((item) => item.nDocuments > 0).map(({ id }) => backend.dossier(id)),
  );
  const documents = dossiers.flatMap((dossier) =>
    dossier.status === 'fulfilled'
      ? dossier.value.documents.map((document) => ({ document, item: dossier.value.item }))
      : [],
  );
  return [
    ...screenGoals(),
    ...meetings.map(meetingGoal),
    ...prepareGoals(meetings),
    ...forms.map(formGoal),
    ...items.map(itemGoal),
    ...documents.map(({ document, item }) => ({
      kind: 'document' as const,
      words: inWords(document.title),
      within: `${item.number}. ${inWords(item.title)}`,
      href: hrefOf({
        screen: 'reader',
        item: item.id,
        document: document.id,
        version: document.version,
        page: null,
      }),
    })),
  ];
}

function screenGoals(): Goal[] {
  const screens = [
    ['desk', 'nav-desk'],
    ['meetings', 'nav-meetings'],
    ['forms', 'nav-forms'],
    ['settings', 'nav-settings'],
  ] as const;
  return screens.map(([screen, key]) => ({
    kind: 'screen',
    words: t(key),
    within: '',
    href: hrefOf({ screen }),
  }));
}

function meetingGoal(meeting: MeetingView): Goal {
  return {
    kind: 'meeting',
    words: inWords(meeting.title),
    within: inWords(meeting.body),
    href: hrefOf({ screen: 'meeting', meeting: meeting.id }),
  };
}

/** The desk of the secretariat, for those who have one. */
function prepareGoals(meetings: MeetingView[]): Goal[] {
  const mine = meetings.filter(({ mayPrepare }) => mayPrepare);
  if (mine.length === 0) return [];
  const screen: Goal = {
    kind: 'screen',
    words: t('nav-prepare'),
    within: '',
    href: hrefOf({ screen: 'prepare' }),
  };
  const desks = mine.map((meeting) => ({
    kind: 'meeting' as const,
    words: t('prepare-goal', { title: inWords(meeting.title) }),
    within: t(`meeting-${meeting.state}`),
    href: hrefOf({ screen: 'prepare-meeting', meeting: meeting.id }),
  }));
  return [screen, ...desks];
}

function formGoal(form: FormLineView): Goal {
  return {
    kind: 'form',
    words: inWords(form.title),
    within: inWords(form.meetingTitle),
    href: hrefOf({ screen: 'form', form: form.id }),
  };
}

function itemGoal(item: ItemView): Goal {
  return {
    kind: 'item',
    words: `${item.number}. ${inWords(item.title)}`,
    within: item.sponsor,
    href: hrefOf({ screen: 'item', item: item.id }),
  };
}
