import type {
  AnnotationView,
  MarkView,
  OwnSharingView,
  PersonView,
  ReaderChoiceView,
  ShareInput,
  SharedNoteView,
  SharingKeyView,
} from '../bindings';
import type { MarksMemory } from './marks';
import { PEOPLE, SECRETARY } from './people';
import { text } from './text';

/** Prepares notes for the member who is signed in. */
export const ADVISER: PersonView = {
  id: 'person-adviser',
  name: 'Đỗ Ngọc Mai',
  office: text('Thư ký Bộ trưởng Bộ Xây dựng', 'Secretary to the Minister of Construction'),
};

const OWN_CODE = '4KQ7-M2XD-9H8T-PWC3-RVJ6';
const NEW_CODE = 'T5GN-0YBE-71ZQ-KD4F-XW9S';

/** Notes that others share, and whose keys are known. */
export class SharingMemory {
  #notes: SharedNoteView[] = [];
  #taken = new Map<string, string>();
  #keys = new Map<string, SharingKeyView>();
  #n = 0;

  /** Puts a note there that somebody shares with the member. */
  receive(
    author: PersonView,
    note: Pick<AnnotationView, 'document' | 'madeOn' | 'page' | 'mark'>,
  ): SharedNoteView {
    const isAdviser = author.id === ADVISER.id;
    const shared: SharedNoteView = {
      note: {
        ...note,
        id: `shared-${(this.#n += 1)}`,
        version: note.madeOn,
        placement: 'here',
        textChanged: false,
        madeAt: new Date().toISOString(),
        safety: 'received',
        share: null,
        takenFrom: null,
      },
      author,
      layer: isAdviser ? 'advice' : 'shared',
      others: [],
      taken: 'no',
    };
    this.#notes.push(shared);
    return shared;
  }

  /** Says what is known of somebody's key. */
  setKey(person: string, key: SharingKeyView): void {
    this.#keys.set(person, key);
  }

  /** What others share on a version; `own` are the member's own notes there. */
  seen(document: string, version: number, own: AnnotationView[]): SharedNoteView[] {
    const kept = new Set(own.map(({ id }) => id));
    return this.all(document)
      .filter(({ note }) => note.madeOn <= version)
      .map((shared) => {
        const { note } = shared;
        const isTaken = kept.has(this.#taken.get(note.id) ?? '');
        const isPlaced = note.placement !== 'unplaced';
        const placement = isPlaced && note.madeOn < version ? ('carried' as const) : note.placement;
        return {
          ...shared,
          note: { ...note, placement, version: isPlaced ? version : note.madeOn },
          taken: isTaken && shared.taken === 'no' ? ('yes' as const) : shared.taken,
        };
      });
  }

  all(document: string): SharedNoteView[] {
    return this.#notes.filter(({ note }) => note.document === document);
  }

  take(shared: string, own: string): void {
    this.#taken.set(shared, own);
  }

  readers(): ReaderChoiceView[] {
    const members = PEOPLE.slice(2, 12).map((person) => this.#choice(person, 'member'));
    const chair = this.#choice(PEOPLE[0] as PersonView, 'chair');
    return [this.#choice(ADVISER, 'adviser'), chair, ...members, this.#choice(SECRETARY, 'secretariat')];
  }

  share({ annotations, readers, keep }: ShareInput, marks: MarksMemory): void {
    for (const reader of readers) {
      const key = this.#keys.get(reader);
      if (key === 'missing' || key === 'changed') throw { code: `sharing-key-${key}`, details: {} };
    }
    for (const annotation of annotations) {
      const before = keep ? (marks.find(annotation).share?.readers ?? []) : [];
      const wanted = new Set([...readers, ...before.map(({ id }) => id)]);
      const people = this.readers().map(({ reader }) => reader.person);
      const named = people.filter(({ id }) => wanted.has(id));
      marks.share(annotation, { readers: named, safety: 'saved', behind: false, problem: null });
    }
  }

  own(): OwnSharingView {
    const people = this.readers().map(({ reader }) => reader);
    return { code: OWN_CODE, isContested: false, changed: people.filter(({ key }) => key === 'changed') };
  }

  confirm(person: string): void {
    this.#keys.set(person, 'compared');
  }

  #choice(person: PersonView, role: ReaderChoiceView['role']): ReaderChoiceView {
    const key = this.#keys.get(person.id) ?? 'known';
    const code = key === 'missing' ? null : codeOf(person.id);
    return { reader: { person, key, code, newCode: key === 'changed' ? NEW_CODE : null }, role };
  }
}

/** A paper on which an adviser and colleagues have shared notes, and the member some of theirs. */
export function shareNotes(
  sharing: SharingMemory,
  marks: MarksMemory,
  linesOf: (page: number) => MarkLine[],
): void {
  const document = 'regular-3.2-paper-1';
  const [binh, cuong, dung] = PEOPLE.slice(2, 5) as [PersonView, PersonView, PersonView];
  const on = (page: number, mark: MarkView) => ({ document, madeOn: 3, page, mark });
  const over = (kind: 'highlight' | 'underline', line: number, colour: string): MarkView => {
    const found = linesOf(1).slice(line, line + 1);
    return {
      kind,
      rects: found.map(({ rect }) => rect),
      text: found.map((one) => one.text).join(' '),
      colour,
    };
  };
  sharing.receive(ADVISER, on(1, over('highlight', 3, 'yellow')));
  sharing.receive(
    ADVISER,
    on(1, pin(0.7, 0.3, 'Số liệu vốn ở đây cao hơn báo cáo thẩm tra 12 tỷ đồng; nên hỏi lại.', 'blue')),
  );
  const paged = sharing.receive(
    ADVISER,
    on(2, pin(0.5, 0.3, 'Đề nghị Bộ trưởng đồng ý với phương án 2.', 'green')),
  );
  paged.taken = 'earlier';
  const colleague = sharing.receive(binh, on(1, over('underline', 8, 'pink')));
  colleague.others = [cuong, dung];
  sharing.receive(
    cuong,
    on(1, pin(0.82, 0.42, 'Bộ Tài chính cân đối được phần này trong dự toán năm tới.', 'green')),
  );
  const gone = sharing.receive(binh, {
    document,
    madeOn: 2,
    page: 320,
    mark: pin(0.5, 0.4, 'Phụ lục III trùng với phụ lục II.', 'pink'),
  });
  gone.note.placement = 'unplaced';
  const [own] = marks.annotate({
    document,
    version: 3,
    marks: [{ page: 1, mark: pin(0.25, 0.46, 'Đề nghị ghi rõ thời hạn báo cáo.', 'yellow') }],
  });
  if (own) marks.share(own.id, { readers: [binh, dung], safety: 'received', behind: false, problem: null });
  const waiting = marks.annotate({
    document,
    version: 3,
    marks: [{ page: 1, mark: pin(0.5, 0.49, 'Hỏi ý kiến Thủ tướng về lộ trình.', 'blue') }],
  })[0];
  const problem = { code: 'share-refused', details: {} };
  if (waiting) marks.share(waiting.id, { readers: [], safety: 'refused', behind: false, problem });
  sharing.setKey('person-5', 'missing');
  sharing.setKey('person-6', 'changed');
  sharing.setKey('person-2', 'compared');
}

/** A line of a page with its box. */
interface MarkLine {
  text: string;
  rect: { x: number; y: number; w: number; h: number };
}

function pin(x: number, y: number, words: string, colour: string): MarkView {
  return { kind: 'note', x, y, text: words, colour };
}

/** A code that belongs to a person and stays the same. */
function codeOf(person: string): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let seed = [...person].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return letters[Math.floor(seed / 65_536) % 32] ?? '0';
  };
  return Array.from({ length: 5 }, () => Array.from({ length: 4 }, next).join('')).join('-');
}
