import type { Backend } from '../ipc/backend';
import type { FormLineView, ItemView, MeetingView, PersonLineView, RightsView } from '../ipc/bindings';
import { hrefOf } from '../shared/router';
import type { Goal } from '../shared/search';
import { inWords, t } from '../shared/words.svelte';

/** Gathers every place a person may go to; what fails to answer is left out. */
export async function gatherGoals(backend: Backend): Promise<Goal[]> {
  const meetings = await backend.meetings();
  const forms = await backend.forms().catch(() => []);
  const people = await backend.people().catch(() => null);
  const status = await backend.status().catch(() => null);
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
    ...screenGoals(status?.rights ?? null),
    ...meetings.map(meetingGoal),
    ...prepareGoals(meetings),
    ...forms.map(formGoal),
    ...items.map(itemGoal),
    ...(people?.people ?? []).map(personGoal),
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

function screenGoals(rights: RightsView | null): Goal[] {
  const screens: [words: string, href: string, open: boolean][] = [
    [t('nav-desk'), hrefOf({ screen: 'desk' }), true],
    [t('nav-meetings'), hrefOf({ screen: 'meetings' }), true],
    [t('nav-forms'), hrefOf({ screen: 'forms' }), true],
    [t('nav-search'), hrefOf({ screen: 'search', words: '' }), true],
    [t('nav-people'), hrefOf({ screen: 'people', person: null }), true],
    [t('stand-ins-title'), hrefOf({ screen: 'stand-ins' }), true],
    [t('people-import-title'), hrefOf({ screen: 'people-import' }), rights?.administers ?? false],
    [t('nav-all-devices'), hrefOf({ screen: 'all-devices' }), rights?.administers ?? false],
    [t('nav-trail'), hrefOf({ screen: 'trail', subject: null }), rights?.readsTrail ?? false],
    [t('nav-settings'), hrefOf({ screen: 'settings' }), true],
  ];
  return screens
    .filter(([, , open]) => open)
    .map(([words, href]) => ({ kind: 'screen', words, within: '', href }));
}

function personGoal({ person }: PersonLineView): Goal {
  return {
    kind: 'person',
    words: person.name,
    within: inWords(person.office),
    href: hrefOf({ screen: 'people', person: person.id }),
  };
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
