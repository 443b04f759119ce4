import type { PrepareDocumentView, TakenFileView, TextView } from '../bindings';
import { SECRETARY } from './people';
import { problem } from './prepare-times';

const CHUNK = 64 * 1024;

const CONVERTS_MS = 900;

interface LodgedFile {
  digest: string;
  item: string;
  as: { number: string; title: TextView };
}

interface OpenFile {
  length: number;
  pieces: Uint8Array[];
  taken: TakenFileView | null;
}

/** The files that are being taken in, held in memory. */
export class TakenFiles {
  #files = new Map<string, OpenFile>();
  #lodged: LodgedFile[] = [];
  #hasOffice: boolean;
  #n = 0;

  constructor(hasOffice: boolean) {
    this.#hasOffice = hasOffice;
  }

  begin(length: number): string {
    if (length === 0) throw problem('document-empty');
    if (length > 300_000_000) throw problem('document-too-large');
    const id = `taken-${(this.#n += 1)}`;
    this.#files.set(id, { length, pieces: [], taken: null });
    return id;
  }

  append(id: string, offset: number, piece: Uint8Array): void {
    const file = this.#fileOf(id);
    const done = bytesOf(file);
    if (offset !== done) throw problem('bad-request');
    if (done + piece.length < file.length && piece.length % CHUNK !== 0) throw problem('bad-request');
    if (done === 0 && !startsAsPdf(piece)) {
      if (!startsAsOffice(piece)) throw problem('file-not-pdf');
      if (!this.#hasOffice) throw problem('office-not-installed');
    }
    file.pieces.push(piece);
  }

  async finish(id: string, name: string, item: string): Promise<TakenFileView> {
    const file = this.#fileOf(id);
    if (bytesOf(file) !== file.length) throw problem('file-missing');
    const isOffice = !startsAsPdf(file.pieces[0] ?? new Uint8Array());
    if (isOffice) await new Promise((resolve) => setTimeout(resolve, CONVERTS_MS));
    if (isOffice && /mat[-_ ]?khau|password/i.test(name)) throw problem('office-encrypted');
    const text = new TextDecoder('latin1').decode(file.pieces[0]);
    const nPages = Math.max(1, [...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length);
    const hasText = isOffice || text.includes('/Font');
    const warnings: TakenFileView['warnings'] = [];
    if (isOffice) warnings.push({ kind: 'converted', from: endingOf(name) });
    if (isOffice && /m$/i.test(endingOf(name))) warnings.push({ kind: 'has_macros' });
    if (!hasText) warnings.push({ kind: 'no_text' });
    if (/phu[-_ ]?luc|annex/i.test(name)) warnings.push({ kind: 'looks_like', role: 'attachment' });
    for (const lodged of this.#lodged.filter(({ digest }) => digest === digestOf(file)))
      warnings.push(lodged.item === item ? { kind: 'unchanged' } : { kind: 'same_file', ...lodged.as });
    file.taken = { id, length: file.length, nPages, hasText, warnings };
    return { ...file.taken };
  }

  drop(id: string): void {
    this.#files.delete(id);
  }

  /** Takes a finished file out, to be lodged. */
  claim(id: string, item: string, as: LodgedFile['as']): TakenFileView {
    const file = this.#fileOf(id);
    const { taken } = file;
    if (!taken) throw problem('file-missing');
    this.#lodged.push({ digest: digestOf(file), item, as });
    this.#files.delete(id);
    return taken;
  }

  #fileOf(id: string): OpenFile {
    const file = this.#files.get(id);
    if (!file) throw problem('file-missing');
    return file;
  }
}

/** The next version of a document, or its first. */
export function versionOf(
  taken: TakenFileView,
  document: PrepareDocumentView | null,
  words: { name: string; reason: string },
): PrepareDocumentView['newest'] {
  const isMade = taken.warnings.some(({ kind }) => kind === 'converted');
  return {
    number: (document?.newest.number ?? 0) + 1,
    length: taken.length,
    nPages: taken.nPages,
    hasText: taken.hasText,
    digest: 'e50c11',
    ...words,
    name: isMade ? words.name.replace(/\.[a-z0-9]{2,5}$/i, '.pdf') : words.name,
    lodgedBy: SECRETARY.name,
    lodgedAt: new Date().toISOString(),
    issuedAt: null,
  };
}

function bytesOf(file: OpenFile): number {
  return file.pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function endingOf(name: string): string {
  return /\.([a-z0-9]{2,5})$/i.exec(name)?.[1]?.toLowerCase() ?? 'odt';
}

/** Enough to tell whether two files are the same. */
function digestOf(file: OpenFile): string {
  return `${file.length}-${file.pieces.map((piece) => piece.reduce((sum, byte) => (sum * 31 + byte) | 0, 7)).join('-')}`;
}

/** A zip archive or a compound file: there is no LibreOffice in a browser but where the scene says so. */
function startsAsOffice(piece: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(piece.subarray(0, 4));
  return head === 'PK\x03\x04' || head === '\xd0\xcf\x11\xe0';
}

function startsAsPdf(piece: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(piece.subarray(0, 1024)).includes('%PDF-');
}
