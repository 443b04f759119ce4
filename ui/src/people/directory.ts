import type { BodyView, PeopleView, PersonLineView, PersonView, RoleView, SeatView } from '../ipc/bindings';
import { folded } from '../shared/names';
import type { Option } from '../shared/options';
import { inWords, t } from '../shared/words.svelte';
import { dayPlus, dayWords } from './days';

/** Every role, from the chair to those who only run things. */
export const ROLES: RoleView[] = [
  'chair',
  'member',
  'adviser',
  'secretariat',
  'invitee',
  'auditor',
  'administrator',
];

/** Whose seats are over is past; who holds one, is about to, or has none yet is present. */
export const SHOWN = ['present', 'past', 'all'] as const;

/** What the directory is narrowed to; empty words narrow nothing. */
export interface PeopleFilter {
  typed: string;
  body: string;
  role: RoleView | '';
  shown: (typeof SHOWN)[number];
}

export const NO_FILTER: PeopleFilter = { typed: '', body: '', role: '', shown: 'present' };

/** A person's name; words in its place where this machine has not heard of them yet. */
export function nameWords({ name }: Pick<PersonView, 'name'>): string {
  return name || t('person-unknown');
}

/** Whether a role counts in a vote. */
export function isVoting(role: RoleView): boolean {
  return role === 'chair' || role === 'member';
}

/** The seats of a person that a filter asks about. */
export function seatsWithin(person: PersonLineView, filter: PeopleFilter): SeatView[] {
  return person.seats.filter(
    (seat) =>
      (filter.shown === 'all' || (seat.state === 'over') === (filter.shown === 'past')) &&
      (!filter.body || seat.body === filter.body) &&
      (!filter.role || seat.role === filter.role),
  );
}

/** The people in whom every typed word occurs, diacritics or not, in the order given. */
export function matchingPeople(people: readonly PersonLineView[], filter: PeopleFilter): PersonLineView[] {
  const wanted = folded(filter.typed).split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    const haystack = folded(
      [person.person.name, person.person.office.vi, person.person.office.en, person.handle, person.mail].join(
        ' ',
      ),
    );
    return isWithin(person, filter) && wanted.every((word) => haystack.includes(word));
  });
}

function isWithin(person: PersonLineView, filter: PeopleFilter): boolean {
  if (seatsWithin(person, filter).length > 0) return filter.shown !== 'present' || !person.removed;
  if (filter.body || filter.role) return false;
  if (filter.shown === 'all') return true;
  return person.removed === (filter.shown === 'past') && (person.removed || person.seats.length === 0);
}

/** The role of a seat, with its body where there are several. */
export function seatWords(seat: SeatView, bodies: readonly BodyView[]): string {
  const role = t(`seat-role-${seat.role}`);
  const body = bodies.find(({ id }) => id === seat.body);
  return body && bodies.length > 1 ? t('seat-in-body', { role, body: inWords(body.name) }) : role;
}

/** The name of a seat's body. */
export function bodyWords(seat: SeatView, bodies: readonly BodyView[]): string {
  const body = bodies.find(({ id }) => id === seat.body);
  return body ? inWords(body.name) : '';
}

/** From when until when a seat holds; the last day is named, not the day after. */
export function seatDays(seat: SeatView): string {
  const last = seat.until ? dayWords(dayPlus(seat.until, -1)) : null;
  if (seat.from && last) return t('seat-from-until', { from: dayWords(seat.from), until: last });
  if (seat.from) return t('seat-from', { from: dayWords(seat.from) });
  return last ? t('seat-until', { until: last }) : t('seat-always');
}

/** The bodies whose people the person at the desk runs. */
export function administered(view: PeopleView): BodyView[] {
  return view.bodies.filter(({ mayAdminister }) => mayAdminister);
}

/** The body with the most voting seats, which is meant first where several are possible. */
export function busiest(bodies: readonly BodyView[]): BodyView | undefined {
  return [...bodies].sort((one, other) => other.nVoting - one.nVoting)[0];
}

/** Those who hold a seat of a body now, to choose from. */
export function seated(
  view: PeopleView,
  body: string,
  fits: (person: PersonLineView, role: RoleView) => boolean,
): Option[] {
  return view.people
    .filter((one) => one.seats.some((s) => s.body === body && s.state === 'now' && fits(one, s.role)))
    .map(({ person }) => ({ id: person.id, words: person.name, within: inWords(person.office) }));
}
