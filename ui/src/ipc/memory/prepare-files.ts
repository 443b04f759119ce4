import type { PrepareDocumentView, TakenFileView } from '../bindings';
import { SECRETARY } from './people';
import { problem } from './prepare-times';

const CHUNK = 64 * 1024;

interface OpenFile {
  length: number;
  pieces: Uint8Array[];
  taken: TakenFileView | null;
}

/** The files that are being taken in, held in memory. */
export class TakenFiles {
  #files = new Map<string, OpenFile>();
  #n = 0;

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
      throw problem(startsAsOffice(piece) ? 'office-not-installed' : 'file-not-pdf');
    }
    file.pieces.push(piece);
  }

  finish(id: string, name: string): TakenFileView {
    const file = this.#fileOf(id);
    if (bytesOf(file) !== file.length) throw problem('file-missing');
    const text = new TextDecoder('latin1').decode(file.pieces[0]);
    const nPages = Math.max(1, [...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length);
    const hasText = text.includes('/Font');
    const warnings: TakenFileView['warnings'] = hasText ? [] : [{ kind: 'no_text' }];
    if (/phu[-_ ]?luc|annex/i.test(name)) warnings.push({ kind: 'looks_like', role: 'attachment' });
    file.taken = { id, length: file.length, nPages, hasText, warnings };
    return { ...file.taken };
  }

  drop(id: string): void {
    this.#files.delete(id);
  }

  /** Takes a finished file out, to be lodged. */
  claim(id: string): TakenFileView {
    const { taken } = this.#fileOf(id);
    if (!taken) throw problem('file-missing');
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
  return {
    number: (document?.newest.number ?? 0) + 1,
    length: taken.length,
    nPages: taken.nPages,
    hasText: taken.hasText,
    digest: 'e50c11',
    ...words,
    lodgedBy: SECRETARY.name,
    lodgedAt: new Date().toISOString(),
    issuedAt: null,
  };
}

function bytesOf(file: OpenFile): number {
  return file.pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** A zip archive or a compound file: there is no LibreOffice in a browser. */
function startsAsOffice(piece: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(piece.subarray(0, 4));
  return head === 'PK\x03\x04' || head === '\xd0\xcf\x11\xe0';
}

function startsAsPdf(piece: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(piece.subarray(0, 1024)).includes('%PDF-');
}
