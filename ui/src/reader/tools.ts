import type { MarkView } from '../ipc/bindings';

/** What one can have in hand. */
export const TOOLS = [
  'select',
  'highlight',
  'underline',
  'strike_out',
  'pen',
  'text_box',
  'note',
  'stamp',
  'eraser',
  'lasso',
] as const;
export type Tool = (typeof TOOLS)[number];

/** The key of each tool. */
export const TOOL_KEYS: Record<Tool, string> = {
  select: 'V',
  highlight: 'H',
  underline: 'U',
  strike_out: 'K',
  pen: 'P',
  text_box: 'B',
  note: 'T',
  stamp: 'M',
  eraser: 'E',
  lasso: 'L',
};

export const TEXT_TOOLS = ['highlight', 'underline', 'strike_out'] as const;
export type TextTool = (typeof TEXT_TOOLS)[number];

/** Colours of marks on text and of sticky notes. */
export const MARK_COLOURS = ['yellow', 'green', 'blue', 'pink'] as const;
/** Colours of the pen, of written words and of stamps. */
export const PEN_COLOURS = ['ink', 'red', 'blue'] as const;

/** Every meaning that a colour may have, by its word in the catalogue. */
export const MEANINGS = [
  'important',
  'agree',
  'question',
  'disagree',
  'plain',
  'correct',
  'suggest',
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** The signs that stand for a meaning at the edge of the page, for eyes that do not tell the colours apart. */
export const SIGNS: Record<Meaning, string> = {
  important: '!',
  agree: '✓',
  question: '?',
  disagree: '✕',
  plain: '',
  correct: '±',
  suggest: '+',
};

const MARK_MEANINGS: Record<string, Meaning> = {
  yellow: 'important',
  green: 'agree',
  blue: 'question',
  pink: 'disagree',
};
const PEN_MEANINGS: Record<string, Meaning> = { ink: 'plain', red: 'correct', blue: 'suggest' };

/** Whether a kind of mark takes the colours of the pen. */
export function isPenned(kind: MarkView['kind'] | Tool): boolean {
  return kind === 'stroke' || kind === 'pen' || kind === 'text_box' || kind === 'stamp';
}

/** The colours that a tool or a kind of mark takes. */
export function coloursOf(kind: MarkView['kind'] | Tool): readonly string[] {
  if (isPenned(kind)) return PEN_COLOURS;
  return kind === 'note' || TEXT_TOOLS.some((tool) => tool === kind) ? MARK_COLOURS : [];
}

/** What a colour means for a kind of mark. */
export function meaningOf(kind: MarkView['kind'] | Tool, colour: string): Meaning {
  return (isPenned(kind) ? PEN_MEANINGS : MARK_MEANINGS)[colour] ?? 'plain';
}

/** What the colour of a mark means; a bookmark has none. */
export function markMeaning(mark: MarkView): Meaning {
  return mark.kind === 'bookmark' ? 'plain' : meaningOf(mark.kind, mark.colour);
}

/** The words of a mark that a person can read or search. */
export function markWords(mark: MarkView): string {
  switch (mark.kind) {
    case 'highlight':
    case 'underline':
    case 'strike_out':
    case 'note':
    case 'text_box':
      return mark.text;
    case 'bookmark':
      return mark.title;
    case 'stroke':
    case 'stamp':
      return '';
  }
}

/** A mark in another colour; one without a colour stays as it is. */
export function recoloured(mark: MarkView, colour: string): MarkView {
  return mark.kind === 'bookmark' || !coloursOf(mark.kind).includes(colour) ? mark : { ...mark, colour };
}

/** Heights of written letters, in points. */
export const TEXT_SIZES = [10, 12, 14, 18, 24] as const;
