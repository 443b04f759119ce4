/** Pieces are whole 64 KiB chunks, as the core seals them; only the last may be shorter. */
export const CHUNK = 64 * 1024;
export const PIECE = 16 * CHUNK;

/** A piece of a file. */
export interface Piece {
  offset: number;
  end: number;
}

/** The pieces in which a file of `length` bytes is read, in order. */
export function piecesOf(length: number): Piece[] {
  return Array.from({ length: Math.ceil(length / PIECE) }, (_, index) => ({
    offset: index * PIECE,
    end: Math.min(length, (index + 1) * PIECE),
  }));
}

/** What part of a whole is done, in whole per cent; 100 only when all is. */
export function percentOf(done: number, length: number): number {
  return length === 0 ? 100 : Math.min(100, Math.floor((done / length) * 100));
}
