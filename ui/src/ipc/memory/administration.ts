import type { Topic } from '../backend';
import type {
  ActInput,
  AdministeredDeviceView,
  EnrolmentCodeView,
  ErrorView,
  SavedFileView,
  TrailInput,
  TrailView,
} from '../bindings';
import { byGivenName } from '../../shared/names';
import type { PeopleMemory } from './directory';
import { personOf, type SignedIn } from './people';
import { daysFromNow, text } from './text';
import { makeTrail, VERBS, type TrailRecord } from './trail-scene';

const SERVER = 'https://noicac.vi-du.vn:8443';
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PAGE = 100;
const CODE_HOURS = 72;
const ABOUT_PEOPLE: Partial<Record<ActInput['act'], string>> = {
  save_person: 'person',
  remove_person: 'person',
  save_seat: 'membership',
  end_seat: 'membership',
  delegate: 'delegation',
  end_delegation: 'delegation',
  import_people: 'person',
};

/** Devices of everybody, enrolment codes, the trail and saved files: what asks the server at once. */
export class AdministrationMemory {
  #people: PeopleMemory;
  #as: SignedIn;
  #online: boolean;
  #tell: (topic: Topic) => void;
  #devices: AdministeredDeviceView[];
  #trail: TrailRecord[];
  #saved = new Map<string, number>();

  constructor(people: PeopleMemory, as: SignedIn, online: boolean, tell: (topic: Topic) => void) {
    this.#people = people;
    this.#as = as;
    this.#online = online;
    this.#tell = tell;
    this.#devices = people.people.flatMap(({ person, removed }, n): AdministeredDeviceView[] => {
      const names = n % 3 === 0 ? ['Máy tính xách tay', 'Máy để bàn tại nhiệm sở'] : ['Máy tính xách tay'];
      return names.map((name, at) => ({
        id: `device-${person.id}-${at}`,
        person,
        name,
        enrolledAt: daysFromNow(-30 * ((n % 7) + at + 1), 9, n),
        revokedAt: removed || (n % 9 === 6 && at > 0) ? daysFromNow(-12 - n, 15) : null,
        thisDevice: person.id === personOf(as).id && at === 0,
      }));
    });
    const ofPeople = ['person', 'membership', 'delegation', 'body'];
    this.#trail = makeTrail((kind) => as !== 'administrator' || ofPeople.includes(kind));
  }

  async devices(): Promise<AdministeredDeviceView[]> {
    await this.#reach('administrator');
    const sorted = [...this.#devices].sort((one, other) => byGivenName(one.person.name, other.person.name));
    return structuredClone(sorted);
  }

  async revoke(device: string): Promise<void> {
    await this.#reach('administrator');
    const found = this.#devices.find(({ id }) => id === device);
    if (!found) throw problem('not-found');
    found.revokedAt ??= new Date().toISOString();
    this.#note('revoke_device', 'person', found.person.id);
    this.#tell('devices');
  }

  async code(id: string): Promise<EnrolmentCodeView> {
    await this.#reach('administrator');
    const found = this.#people.people.find(({ person, removed }) => person.id === id && !removed);
    if (!found) throw problem('not-found');
    const random = crypto.getRandomValues(new Uint8Array(16));
    const letters = [...random].map((one) => LETTERS[one % LETTERS.length]).join('');
    const code = letters.match(/.{4}/g)?.join('-') ?? letters;
    this.#note('make_enrolment_code', 'person', id);
    return {
      person: found.person,
      server: SERVER,
      code,
      link: `ecabinet://enrol?server=${encodeURIComponent(SERVER)}&code=${code}`,
      expiresAt: new Date(Date.now() + CODE_HOURS * 3_600_000).toISOString(),
    };
  }

  async trail(input: TrailInput): Promise<TrailView> {
    await this.#reach('administrator', 'auditor');
    const day = (at: string) => new Date(at).toLocaleDateString('sv-SE');
    const found = this.#trail.filter(
      (line) =>
        (input.before === null || line.seq < input.before) &&
        (input.person === null || line.by === input.person) &&
        (input.verb === null || line.verb === input.verb) &&
        (input.subject === null || line.subjects.some(({ id }) => id === input.subject)) &&
        (input.from === null || day(line.at) >= input.from) &&
        (input.until === null || day(line.at) <= input.until),
    );
    const lines = found.slice(0, PAGE).map(({ by: _by, ...line }) => line);
    return structuredClone({ lines, more: found.length > PAGE, verbs: VERBS });
  }

  async saveTrail(input: TrailInput): Promise<SavedFileView> {
    await this.trail(input);
    return this.#save(`nhat-ky-${today()}`, 'csv');
  }

  async saveReport(title: string, extension: string): Promise<SavedFileView> {
    await this.#reach();
    return this.#save(title, extension);
  }

  async saveCalendar(title: string): Promise<SavedFileView> {
    return this.#save(title, 'ics');
  }

  async saveBook(title: string): Promise<SavedFileView> {
    return this.#save(title, 'pdf');
  }

  /** Writes into the trail what was done about people. */
  follow(input: ActInput, made: string | null): void {
    const kind = ABOUT_PEOPLE[input.act];
    if (!kind) return;
    const named = 'person' in input && kind === 'person' ? input.person : null;
    this.#note('edit', kind, named ?? made ?? 'delegation-1');
  }

  #save(title: string, extension: string): SavedFileView {
    const n = (this.#saved.get(title + extension) ?? 0) + 1;
    this.#saved.set(title + extension, n);
    const name = n > 1 ? `${title} (${n}).${extension}` : `${title}.${extension}`;
    return { path: `/home/tung/Tải về/${name}`, name };
  }

  #note(verb: string, kind: string, id: string): void {
    const me = personOf(this.#as);
    const known = this.#people.people.find(({ person }) => person.id === id);
    const title = known ? text(known.person.name, known.person.name) : null;
    this.#trail.unshift({
      seq: (this.#trail[0]?.seq ?? 0) + 1,
      at: new Date().toISOString(),
      by: me.id,
      person: me.name,
      console: false,
      verb,
      subjects: [{ kind, id, title }],
      detail: JSON.stringify({ act: verb, [kind]: id }, null, 2),
    });
  }

  async #reach(...allowed: SignedIn[]): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 60));
    if (!this.#online) throw problem('network-unreachable');
    if (allowed.length > 0 && !allowed.includes(this.#as)) throw problem('not-found');
  }
}

function today(): string {
  return new Date().toLocaleDateString('sv-SE');
}

function problem(code: string): ErrorView {
  return { code, details: {} };
}
