import type { ActInput, PeopleView, PersonLineView } from '../ipc/bindings';
import { handleFor } from './handles';

/** The facts of a person while they are written; the handle follows the name until somebody writes it. */
export class PersonForm {
  name = $state('');
  vi = $state('');
  en = $state('');
  mail = $state('');
  #handle = $state<string | null>(null);
  #person: string | null;
  #taken: Set<string>;

  constructor(view: PeopleView, line: PersonLineView | null) {
    this.#person = line?.person.id ?? null;
    const others = view.people.filter((one) => !one.removed && one.person.id !== this.#person);
    this.#taken = new Set(others.map(({ handle }) => handle));
    if (!line) return;
    const { name, office } = line.person;
    [this.name, this.vi, this.mail, this.#handle] = [name, office.vi, line.mail, line.handle];
    this.en = office.en === office.vi ? '' : office.en;
  }

  get handle(): string {
    return this.#handle ?? handleFor(this.name, this.#taken);
  }

  set handle(written: string) {
    this.#handle = written;
  }

  get isHandleTaken(): boolean {
    return this.#taken.has(this.handle.trim().toLowerCase());
  }

  get isReady(): boolean {
    return this.name.trim() !== '' && this.handle.trim() !== '' && !this.isHandleTaken;
  }

  input(): ActInput {
    const vi = this.vi.trim();
    return {
      act: 'save_person',
      person: this.#person,
      name: this.name.trim(),
      handle: this.handle.trim(),
      office: { vi, en: this.en.trim() || vi },
      mail: this.mail.trim(),
    };
  }
}
