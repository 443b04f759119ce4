import type {
  ActInput,
  DoneView,
  ErrorView,
  ExpectedView,
  FormAnswerView,
  FormLineView,
  FormMemberView,
  FormQuestionView,
  FormView,
  ItemView,
  MeetingView,
  PersonView,
  PollView,
  TextView,
} from '../bindings';
import { countQuestion } from './forms-counted';
import { makeForms, type FormRecord, type Question } from './forms-made';
import type { Paper } from './papers';
import { PEOPLE, personOf, type SignedIn } from './people';
import { ballot } from './polls';
import { momentOf, wallOf } from './prepare-times';
import { daysFromNow, text, ZONE } from './text';

/** What forms need to know of the cabinet around them. */
export interface FormsWorld {
  as: SignedIn;
  meetings: MeetingView[];
  items: Map<string, { item: ItemView; papers: Paper[]; meeting: MeetingView }>;
  polls: Map<string, PollView>;
}

const given = (name: string) => name.split(' ').at(-1) ?? '';
const collator = new Intl.Collator('vi');

/** The opinion forms of the in-memory cabinet. */
export class FormsDesk {
  #world: FormsWorld;
  #me: PersonView;
  #forms = new Map<string, FormRecord>();
  #n = 0;

  constructor(world: FormsWorld) {
    this.#world = world;
    this.#me = personOf(world.as);
    for (const form of makeForms()) {
      this.#forms.set(form.id, form);
      if (form.state !== 'draft') this.#open(form);
    }
  }

  lines(): FormLineView[] {
    const seen = [...this.#forms.values()].filter((form) => form.state !== 'draft' || this.#runs);
    const lines = seen.map((form) => this.#line(form));
    return structuredClone(lines.sort((one, other) => one.closesAt.localeCompare(other.closesAt)));
  }

  view(id: string): FormView {
    const form = this.#form(id);
    const sees = this.#sees(form);
    const isFinal = form.state === 'closed' || form.state === 'moved_to_session';
    const questions = form.questions.map((question): FormQuestionView => {
      const answers = this.#answersTo(question);
      const result = sees && form.state !== 'draft' ? countQuestion(form, question, answers) : null;
      const settles = result?.outcome === 'chair_decides' || result?.awaitsChair;
      return {
        poll: question.poll,
        text: question.text,
        kind: 'opinion_form',
        state: form.state === 'draft' ? 'planned' : isFinal ? 'closed' : 'open',
        result,
        isFinal,
        maySettle: Boolean(settles && isFinal && this.#world.as === 'chair' && !question.settled),
        mine: answers.get(this.#me.id) ?? null,
      };
    });
    return structuredClone({
      line: this.#line(form),
      body: text('Chính phủ', 'The Government'),
      shortReason: form.shortReason,
      extensions: form.extensions,
      closesWall: wallOf(Date.parse(form.closesAt), ZONE),
      questions,
      members: sees && form.state !== 'draft' ? this.#members(form) : [],
      mayRun: this.#runs,
      mayClose: this.#mayClose(form),
      holidaysUnknown: false,
      mayReply: this.#replies(form),
      movedTo: form.movedTo,
      sessions: this.#runs && form.state !== 'draft' ? this.#sessions() : [],
    });
  }

  /** Forms, chair's words and stale answers that wait for the person signed in, one row a form. */
  expected(): Omit<ExpectedView, 'nPages'>[] {
    const sent = [...this.#forms.values()].filter(({ state }) => state !== 'draft');
    return sent.flatMap((form) => {
      const line = this.#line(form);
      const settles = this.view(form.id).questions.filter(({ maySettle }) => maySettle).length;
      if (line.nMineOpen + settles === 0) return [];
      const kind = settles > 0 ? ('settle' as const) : ('opinion_form' as const);
      const { meeting, item, itemNumber: number, title, meetingTitle } = line;
      const stale = line.nMineStale > 0 && line.nMineStale === line.nMineOpen;
      const nAsked = settles || line.nMineOpen;
      const dueAt = settles > 0 ? daysFromNow(3, 8) : line.closesAt;
      return [
        { kind, meeting, item, poll: null, form: form.id, nAsked, stale, number, title, meetingTitle, dueAt },
      ];
    });
  }

  /** Does what concerns forms, and a member's own recusal; `null` where an act is about something else. */
  act(input: ActInput): DoneView | null {
    switch (input.act) {
      case 'draft_form':
        return this.#draft(input);
      case 'edit_form': {
        const form = this.#form(input.form);
        form.title = input.title ?? form.title;
        form.shortReason = input.shortReason ?? form.shortReason;
        if (input.closes !== null) form.closesAt = input.closes ? instant(input.closes) : daysFromNow(7, 17);
        if (input.questions) form.questions = this.#renewed(form, input.questions);
        return { id: null };
      }
      case 'remove_form':
        this.#form(input.form);
        this.#forms.delete(input.form);
        return { id: null };
      case 'send_form':
        return this.#send(this.#form(input.form));
      case 'extend_form':
        return this.#extend(input.form, input.closes, input.reason);
      case 'move_form_to_session': {
        const form = this.#form(input.form);
        form.state = 'moved_to_session';
        form.movedTo = 'regular-3.1';
        for (const question of form.questions) this.#poll(question.poll).line.state = 'closed';
        return { id: form.movedTo };
      }
      case 'close_poll':
        return this.#close(input.poll);
      case 'reply':
      case 'settle':
        return this.#word(input);
      case 'recuse':
        return input.person === null && this.#world.items.has(input.item) ? this.#recuse(input) : null;
      default:
        return null;
    }
  }

  get #runs(): boolean {
    return this.#world.as === 'secretary';
  }

  #replies(form: FormRecord): boolean {
    return form.state !== 'draft' && this.#world.items.get(form.item)?.item.sponsor === this.#me.name;
  }

  #sees(form: FormRecord): boolean {
    const over = form.state === 'closed' || form.state === 'moved_to_session';
    return over || this.#runs || this.#world.as === 'chair' || this.#replies(form);
  }

  #open(form: FormRecord): void {
    const found = this.#world.items.get(form.item);
    if (!found) return;
    const open = form.state === 'sent';
    for (const question of form.questions) {
      this.#world.polls.set(question.poll, {
        line: {
          id: question.poll,
          kind: 'opinion_form',
          state: open ? 'open' : 'closed',
          closesAt: form.closesAt,
          mayVote: !this.#runs && !form.recused.includes(this.#me.id),
          myBallot: this.#ballotOf(form, question),
        },
        form: form.id,
        question: question.text,
        item: form.item,
        itemNumber: found.item.number,
        itemTitle: found.item.title,
        meeting: found.meeting.id,
        opensAt: form.sentAt,
        papers: found.papers
          .filter(({ view }) => view.role !== 'attachment')
          .map(({ view }) => ({ document: view.id, title: view.title, version: view.version })),
        choices: ['agree', 'disagree', 'other'],
        nRoll: PEOPLE.length,
        result: null,
        mayClose: false,
      });
    }
    found.item.forms = [...found.item.forms.filter(({ id }) => id !== form.id), this.#line(form)];
  }

  /** The own ballots the cabinet opens with: one form answered, one stale in part, one untouched. */
  #ballotOf(form: FormRecord, question: Question) {
    const answer = question.answers.get(this.#me.id);
    question.answers.delete(this.#me.id);
    if (this.#runs || form.id === 'phieu-giay-phep') return null;
    if (form.state !== 'sent') {
      const counted = answer && ballot(answer.choice, 'counted', answer.opinion, answer.grade);
      return counted ? { ...counted, castAt: answer.receivedAt } : null;
    }
    const mine = ballot('agree', 'received', null);
    mine.castAt = daysFromNow(-2, 9, 40);
    if (question.poll === 'thuoc-1') {
      mine.stale = true;
      mine.grade = 'condition';
      mine.opinion = 'Đồng ý với điều kiện Bộ Tài chính xác nhận nguồn kinh phí trong dự toán.';
    }
    return mine;
  }

  #answersTo(question: Question): Map<string, FormAnswerView> {
    const all = new Map<string, FormAnswerView>();
    for (const [person, answer] of question.answers) {
      const { late, ...rest } = answer;
      all.set(person, { ...rest, safety: late ? 'late' : 'received' });
    }
    const mine = this.#world.polls.get(question.poll)?.line.myBallot;
    if (mine) {
      const { choice, grade, opinion, safety, stale, castAt: receivedAt } = mine;
      const own = { ballot: `${question.poll}-mine`, reply: null };
      all.set(this.#me.id, { ...own, choice, grade, opinion, safety, stale, receivedAt });
    }
    return all;
  }

  #members(form: FormRecord): FormMemberView[] {
    const columns = form.questions.map((question) => this.#answersTo(question));
    const sorted = [...PEOPLE].sort((one, other) => collator.compare(given(one.name), given(other.name)));
    return sorted.map((person, index) => {
      const answers = columns.map((column) => column.get(person.id) ?? null);
      const arrived = index % 6 === 5 ? null : daysFromNow(-3, 9 + (index % 8), 12);
      const deliveredAt = answers.some(Boolean) ? (arrived ?? daysFromNow(-2, 8)) : arrived;
      return { person, state: this.#stateOf(form, person, answers, deliveredAt), deliveredAt, answers };
    });
  }

  #stateOf(
    form: FormRecord,
    person: PersonView,
    answers: (FormAnswerView | null)[],
    deliveredAt: string | null,
  ): FormMemberView['state'] {
    if (form.gone.includes(person.id)) return 'gone';
    if (form.recused.includes(person.id)) return 'recused';
    if (answers.some((one) => one?.stale)) return 'stale';
    if (answers.every(Boolean)) return 'answered';
    if (form.state !== 'sent') return 'overdue';
    if (answers.some(Boolean)) return 'partly';
    return deliveredAt ? 'delivered' : 'sent';
  }

  #line(form: FormRecord): FormLineView {
    const found = this.#world.items.get(form.item);
    const mine = form.questions.map((question) => this.#world.polls.get(question.poll)?.line);
    const asks = mine.filter((line) => line?.state === 'open' && line.mayVote);
    const columns = form.questions.map((question) => this.#answersTo(question));
    const whole = PEOPLE.filter(({ id }) => columns.every((column) => column.has(id)));
    return {
      id: form.id,
      title: form.title,
      item: form.item,
      itemNumber: found?.item.number ?? '1',
      itemTitle: found?.item.title ?? form.title,
      meeting: found?.meeting.id ?? '',
      meetingTitle: found?.meeting.title ?? form.title,
      state: form.state,
      closesAt: form.closesAt,
      nQuestions: form.questions.length,
      nMineOpen: asks.filter((line) => !line?.myBallot || line.myBallot.stale).length,
      nMineStale: asks.filter((line) => line?.myBallot?.stale).length,
      nAnswered: this.#sees(form) && form.state !== 'draft' ? whole.length : null,
      nRoll: PEOPLE.length,
    };
  }

  #sessions() {
    const open = this.#world.meetings.filter((one) => one.heldAs === 'session' && one.state !== 'closed');
    return open.map(({ id, title }) => ({ id, title }));
  }

  #draft(input: ActInput & { act: 'draft_form' }): DoneView {
    if (!this.#runs) throw problem('not-entitled');
    const id = `form-${(this.#n += 1)}`;
    const form: FormRecord = {
      id,
      item: input.item,
      title: input.title,
      state: 'draft',
      sentAt: new Date().toISOString(),
      closesAt: input.closes ? instant(input.closes) : daysFromNow(7, 17),
      shortReason: input.shortReason,
      extensions: [],
      questions: [],
      writeRound: false,
      movedTo: null,
      recused: [],
      gone: [],
    };
    form.questions = this.#renewed(form, input.questions);
    this.#forms.set(id, form);
    return { id };
  }

  #renewed(form: FormRecord, words: TextView[]): Question[] {
    if (form.state !== 'draft') throw problem('not-possible-now');
    return words.map((one, index) => {
      const kept = form.questions[index];
      const fresh = { poll: `${form.id}-${index + 1}`, answers: new Map(), settled: null };
      return { ...(kept ?? fresh), text: one };
    });
  }

  #send(form: FormRecord): DoneView {
    const meeting = this.#world.items.get(form.item)?.meeting;
    if (meeting?.state === 'draft' || meeting?.state === 'in_review') throw problem('not-possible-now');
    if (form.questions.length === 0) throw problem('nothing-in-it');
    if (new Date(form.closesAt) <= new Date()) throw problem('deadline-past');
    const weekday = new Date(`${wallOf(Date.parse(form.closesAt), ZONE)}:00Z`).getUTCDay();
    if (!form.shortReason && (weekday === 0 || weekday === 6)) throw problem('deadline-on-holiday');
    if (!form.shortReason && new Date(form.closesAt).getTime() - Date.now() < 5 * 86_400_000)
      throw problem('reason-required');
    form.state = 'sent';
    form.sentAt = new Date().toISOString();
    this.#open(form);
    return { id: null };
  }

  #extend(id: string, closes: string, reason: string): DoneView {
    const form = this.#form(id);
    const to = instant(closes);
    if (new Date(to) <= new Date(form.closesAt)) throw problem('not-possible-now');
    if (!reason.trim()) throw problem('reason-required');
    form.extensions.push({ from: form.closesAt, to, reason, by: this.#me.name });
    form.closesAt = to;
    for (const question of form.questions) this.#poll(question.poll).line.closesAt = to;
    return { id: null };
  }

  #mayClose(form: FormRecord): boolean {
    const waits = this.#members(form).some(({ state }) =>
      ['sent', 'delivered', 'partly', 'stale'].includes(state),
    );
    return this.#runs && form.state === 'sent' && !waits;
  }

  #close(id: string): DoneView {
    const form = [...this.#forms.values()].find((one) => one.questions.some(({ poll }) => poll === id));
    if (!form) throw problem('not-found');
    if (!this.#mayClose(form)) throw problem('answers-awaited');
    form.state = 'closed';
    for (const question of form.questions) this.#poll(question.poll).line.state = 'closed';
    return { id: null };
  }

  #word(input: ActInput & { act: 'reply' | 'settle' }): DoneView {
    const questions = [...this.#forms.values()].flatMap((form) => form.questions);
    const question = questions.find(({ poll }) => poll === input.poll);
    if (!question) throw problem('not-found');
    const at = new Date().toISOString();
    if (input.act === 'settle') {
      if (!input.reason.trim()) throw problem('reason-required');
      question.settled = { adopted: input.adopted, reason: input.reason, by: this.#me.name, at };
      return { id: null };
    }
    if (input.does !== 'accepted' && !input.words.trim()) throw problem('reason-required');
    const answer = [...question.answers.values()].find((one) => one.ballot === input.ballot);
    if (!answer) throw problem('not-found');
    answer.reply = { does: input.does, words: input.words, by: this.#me.name, at };
    return { id: null };
  }

  #recuse({ item: id }: ActInput & { act: 'recuse' }): DoneView {
    const found = this.#world.items.get(id);
    if (!found) throw problem('not-found');
    Object.assign(found.item, {
      recused: true,
      mayRecuse: false,
      mayStatePosition: false,
      papers: 'none',
      nDocuments: 0,
      nNewPapers: 0,
      myPosition: null,
    });
    found.papers.length = 0;
    for (const form of this.#forms.values()) if (form.item === id) form.recused.push(this.#me.id);
    for (const poll of this.#world.polls.values()) if (poll.item === id) poll.line.mayVote = false;
    return { id: null };
  }

  #form(id: string): FormRecord {
    const found = this.#forms.get(id);
    if (!found || (found.state === 'draft' && !this.#runs)) throw problem('not-found');
    return found;
  }

  #poll(id: string): PollView {
    const found = this.#world.polls.get(id);
    if (!found) throw problem('not-found');
    return found;
  }
}

function instant(wall: string): string {
  return momentOf(wall, ZONE, null);
}

function problem(code: string): ErrorView {
  return { code, details: {} };
}
