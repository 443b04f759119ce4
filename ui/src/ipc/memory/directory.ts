import type {
  ActInput,
  BodyView,
  DelegationView,
  DoneView,
  ErrorView,
  MeetingView,
  PeopleImportView,
  PeopleView,
  PersonLineView,
  SeatStateView,
  SeatView,
} from '../bindings';
import { byGivenName } from '../../shared/names';
import {
  dayFromNow,
  GOVERNMENT,
  makeBodies,
  makeDelegations,
  makeDirectory,
  nameIn,
} from './directory-scene';
import { carriedOut, readList } from './directory-import';
import { personOf, type SignedIn } from './people';

type Of<Act extends ActInput['act']> = Extract<ActInput, { act: Act }>;

const VOTING = ['chair', 'member'];

/** People, seats and delegations of the in-memory cabinet. */
export class PeopleMemory {
  readonly people: PersonLineView[] = makeDirectory();
  #bodies: BodyView[];
  #delegations: DelegationView[] = makeDelegations();
  #meetings: () => MeetingView[];
  #me: string;
  #knowsMail: boolean;
  #imports = new Map<string, PeopleImportView>();
  #n = 0;

  constructor(as: SignedIn, meetings: () => MeetingView[]) {
    this.#bodies = makeBodies(as);
    this.#meetings = meetings;
    this.#me = personOf(as).id;
    this.#knowsMail = as === 'administrator' || as === 'secretary';
  }

  view(): PeopleView {
    const people = this.people.map((one) => {
      const isMe = one.person.id === this.#me;
      return { ...one, isMe, mail: this.#knowsMail || isMe ? one.mail : '' };
    });
    people.sort((one, other) => byGivenName(one.person.name, other.person.name));
    for (const body of this.#bodies) {
      const seats = this.people.flatMap((one) => one.seats.filter((seat) => seat.body === body.id));
      body.nVoting = seats.filter(({ role, state }) => VOTING.includes(role) && state === 'now').length;
    }
    return structuredClone({ bodies: this.#bodies, people, delegations: this.#delegations });
  }

  async read(bytes: Uint8Array): Promise<PeopleImportView> {
    const read = readList(bytes, this.people, `import-${(this.#n += 1)}`, this.#me);
    this.#imports.set(read.import, read);
    return structuredClone(read);
  }

  /** Does what concerns people; `null` where an act is about something else. */
  act(input: ActInput): DoneView | null {
    switch (input.act) {
      case 'save_person':
        return this.#savePerson(input);
      case 'remove_person':
        return this.#remove(this.#person(input.person));
      case 'save_seat':
        return this.#saveSeat(input);
      case 'end_seat': {
        const { owner, seat } = this.#seat(input.seat);
        this.#checkOwn(owner);
        end(seat);
        return { id: null };
      }
      case 'delegate':
        return this.#delegate(input);
      case 'end_delegation': {
        const found = this.#delegations.find(({ id }) => id === input.delegation);
        if (!found) throw problem('not-found');
        found.ended = true;
        return { id: null };
      }
      case 'import_people':
        return this.#import(input);
      default:
        return null;
    }
  }

  #savePerson({ person: id, name, handle, office, mail }: Of<'save_person'>): DoneView {
    if (!name.trim() || !handle.trim()) throw problem('text-empty');
    if (mail && !/^[^\s@]+@[^\s@]+$/.test(mail)) throw problem('text-characters');
    const taken = this.people.some(
      (one) => one.person.id !== id && one.handle === handle.trim().toLowerCase() && !one.removed,
    );
    if (taken) throw problem('handle-taken');
    const facts = { handle: handle.trim().toLowerCase(), mail };
    if (id) {
      const found = this.#person(id);
      Object.assign(found, facts);
      Object.assign(found.person, { name: name.trim(), office });
      return { id: null };
    }
    const made = `person-new-${(this.#n += 1)}`;
    const person = { id: made, name: name.trim(), office };
    this.people.push({ ...facts, person, removed: false, isMe: false, seats: [] });
    return { id: made };
  }

  #remove(person: PersonLineView): DoneView {
    this.#checkOwn(person);
    person.removed = true;
    person.seats.forEach(end);
    return { id: null };
  }

  #saveSeat(input: Of<'save_seat'>): DoneView {
    const owner = this.#person(input.person);
    this.#checkOwn(owner);
    if (owner.removed) throw problem('not-possible-now');
    if (VOTING.includes(input.role) && input.votes < 1) throw problem('bad-number');
    if (input.until && input.from && input.until <= input.from) throw problem('time-unreadable');
    const state = stateOf(input.from, input.until);
    const other = owner.seats.some(
      (seat) => seat.body === input.body && seat.id !== input.seat && seat.state !== 'over',
    );
    if (other && state !== 'over') throw problem('conflict');
    const { role, advises, clearance, votes, body } = input;
    const facts = { role, advises, advisesName: nameIn(this.people, advises), clearance, votes, body };
    const days = { from: input.from || null, until: input.until || null, state };
    if (input.seat) {
      Object.assign(this.#seat(input.seat).seat, facts, days);
      return { id: null };
    }
    const id = `seat-new-${(this.#n += 1)}`;
    owner.seats.unshift({ id, ...facts, ...days });
    return { id };
  }

  #delegate({ body, member, substitute, meeting, reason }: Of<'delegate'>): DoneView {
    if (!reason.trim()) throw problem('reason-required');
    const holds = (person: string) =>
      this.#person(person).seats.find((seat) => seat.body === body && seat.state === 'now');
    const [one, other] = [holds(member), holds(substitute)];
    if (!one || !VOTING.includes(one.role) || !other || member === substitute) throw problem('not-entitled');
    const id = `delegation-new-${(this.#n += 1)}`;
    this.#delegations.unshift({
      id,
      body,
      member,
      memberName: nameIn(this.people, member) ?? '',
      substitute,
      substituteName: nameIn(this.people, substitute) ?? '',
      meeting,
      meetingTitle: this.#meetings().find((known) => known.id === meeting)?.title ?? null,
      reason: reason.trim(),
      ended: false,
    });
    return { id };
  }

  #import(input: Of<'import_people'>): DoneView {
    const read = this.#imports.get(input.import);
    if (!read) throw problem('not-found');
    carriedOut(this.people, read, input.leaveOut, GOVERNMENT);
    this.#imports.delete(input.import);
    return { id: null };
  }

  #checkOwn(person: PersonLineView): void {
    if (person.person.id === this.#me) throw problem('own-rights');
  }

  #person(id: string): PersonLineView {
    const found = this.people.find((one) => one.person.id === id);
    if (!found) throw problem('not-found');
    return found;
  }

  #seat(id: string): { owner: PersonLineView; seat: SeatView } {
    for (const owner of this.people) {
      const seat = owner.seats.find((one) => one.id === id);
      if (seat) return { owner, seat };
    }
    throw problem('not-found');
  }
}

function stateOf(from: string, until: string): SeatStateView {
  const today = dayFromNow(0);
  if (until && until <= today) return 'over';
  return from && from > today ? 'coming' : 'now';
}

function end(seat: SeatView): void {
  if (seat.state === 'over') return;
  Object.assign(seat, { state: 'over', until: dayFromNow(0) });
}

function problem(code: string): ErrorView {
  return { code, details: {} };
}
