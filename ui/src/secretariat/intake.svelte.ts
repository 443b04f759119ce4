import type { Backend } from '../ipc/backend';
import type { DocumentRoleView, ErrorView, TakenFileView } from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { t, toErrorView } from '../shared/words.svelte';
import { roleFromName, titleFromName } from './filenames';
import { piecesOf } from './pieces';
import { spelled } from './spelling';

/** A file on its way into a dossier: read in pieces, then confirmed by the person. */
export class IncomingFile {
  readonly key: string;
  readonly file: File;
  readonly item: string;
  /** The document it is a new version of; `null` for a new document. */
  document = $state<string | null>(null);
  role = $state<DocumentRoleView>('paper');
  title = $state('');
  english = $state('');
  reason = $state('');
  read = $state(0);
  state = $state<'waiting' | 'reading' | 'ready' | 'refused' | 'lodging'>('waiting');
  taken = $state.raw<TakenFileView | null>(null);
  error = $state<ErrorView | null>(null);
  /** Its identity in the core, once it has begun. */
  id: string | null = null;
  dropped = false;
  constructor(key: string, file: File, item: string, document: string | null) {
    [this.key, this.file, this.item, this.document] = [key, file, item, document];
    this.role = roleFromName(file.name);
    this.title = titleFromName(file.name);
  }

  /** Whether all its bytes are in the core, which now looks at it. */
  get isRead(): boolean {
    return this.read > 0 && this.read === this.file.size;
  }
}

/** The files that are being taken in, of all items of the meeting. */
export class Intake {
  files = $state<IncomingFile[]>([]);
  #backend: Backend;
  #n = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  filesOf(item: string): IncomingFile[] {
    return this.files.filter((one) => one.item === item);
  }

  /** Takes files in, one after another, so that the disk is read in order. */
  async take(files: readonly File[], item: string, document: string | null = null): Promise<void> {
    const incoming = files.map(
      (file) => new IncomingFile(`file-${(this.#n += 1)}`, file, item, files.length === 1 ? document : null),
    );
    this.files = [...this.files, ...incoming];
    for (const one of incoming) await this.#readIn(one);
  }

  /** Stops reading and forgets the file. */
  async drop(incoming: IncomingFile): Promise<void> {
    incoming.dropped = true;
    this.files = this.files.filter((one) => one !== incoming);
    if (incoming.id) await this.#backend.dropFile(incoming.id).catch(() => undefined);
  }

  /** Drops every file that is not lodged yet; called when the desk is left. */
  async dropAll(): Promise<void> {
    await Promise.all(this.files.map((one) => this.drop(one)));
  }

  /** Lodges the confirmed files of an item; one that is refused stays with its reason. */
  async lodge(item: string): Promise<number> {
    let nLodged = 0;
    for (const one of this.filesOf(item).filter(({ state }) => state === 'ready')) {
      nLodged += (await this.#lodgeOne(one)) ? 1 : 0;
    }
    if (nLodged > 0) announcer.say(t('prepare-lodged', { n: nLodged }));
    return nLodged;
  }

  async #readIn(incoming: IncomingFile): Promise<void> {
    const { file } = incoming;
    try {
      if (incoming.dropped) return;
      incoming.state = 'reading';
      incoming.id = await this.#backend.beginFile(file.size);
      for (const { offset, end } of piecesOf(file.size)) {
        if (incoming.dropped) return;
        const piece = new Uint8Array(await file.slice(offset, end).arrayBuffer());
        await this.#backend.appendFile(incoming.id, offset, piece);
        incoming.read = end;
      }
      if (incoming.dropped) return;
      incoming.taken = await this.#backend.finishFile(incoming.id, file.name, incoming.item);
      incoming.state = 'ready';
      announcer.say(t('prepare-file-ready', { name: file.name }));
    } catch (reason) {
      if (incoming.dropped) return;
      [incoming.state, incoming.error] = ['refused', toErrorView(reason)];
    }
  }

  async #lodgeOne(incoming: IncomingFile): Promise<boolean> {
    const { taken, item, document, role } = incoming;
    if (!taken) return false;
    incoming.state = 'lodging';
    incoming.error = null;
    try {
      const title = spelled(incoming.title, incoming.english);
      const { name } = incoming.file;
      const reason = incoming.reason.trim();
      await this.#backend.act({ act: 'lodge', file: taken.id, item, document, role, title, name, reason });
      this.files = this.files.filter((one) => one !== incoming);
      return true;
    } catch (reason) {
      [incoming.state, incoming.error] = ['ready', toErrorView(reason)];
      return false;
    }
  }
}
