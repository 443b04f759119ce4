import type { ActInput, ClassificationView, PeopleView, RoleView, SeatView } from '../ipc/bindings';
import { dayPlus } from './days';
import { administered, busiest, isVoting } from './directory';

/** A seat while it is written; its last day is asked for, and the day after it is sent. */
export class SeatForm {
  body = $state('');
  role = $state<RoleView>('member');
  advises = $state<string | null>(null);
  clearance = $state<ClassificationView>('internal');
  votes = $state<number | null>(1);
  from = $state('');
  last = $state('');
  #person: string;
  #seat: string | null;

  constructor(view: PeopleView, person: string, seat: SeatView | null) {
    this.#person = person;
    this.#seat = seat?.id ?? null;
    if (seat) {
      const { body, role, advises, clearance, votes } = seat;
      Object.assign(this, { body, role, advises, clearance, votes, from: seat.from ?? '' });
      this.last = seat.until ? dayPlus(seat.until, -1) : '';
      return;
    }
    const held = view.people.find((one) => one.person.id === person)?.seats ?? [];
    const mine = administered(view);
    const free = mine.filter(({ id }) => !held.some((one) => one.body === id && one.state !== 'over'));
    this.body = (busiest(free) ?? mine[0])?.id ?? '';
    this.from = new Date().toLocaleDateString('sv-SE');
  }

  get asksVotes(): boolean {
    return isVoting(this.role);
  }

  /** Which field cannot be as it is. */
  get wrong(): 'advises' | 'votes' | 'last' | null {
    if (this.role === 'adviser' && !this.advises) return 'advises';
    const votes = this.votes ?? 0;
    if (this.asksVotes && !(Number.isInteger(votes) && votes >= 1 && votes <= 1000)) return 'votes';
    return this.from && this.last && this.last < this.from ? 'last' : null;
  }

  input(): ActInput {
    return {
      act: 'save_seat',
      seat: this.#seat,
      person: this.#person,
      body: this.body,
      role: this.role,
      advises: this.role === 'adviser' ? this.advises : null,
      clearance: this.clearance,
      votes: this.votes ?? 1,
      from: this.from,
      until: dayPlus(this.last, 1),
    };
  }
}
