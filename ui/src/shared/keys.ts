import { tinykeys, type KeyBindingMap } from 'tinykeys';

/** Whether a key belongs to text being written or composed, so that it is no command. */
export function isWriting(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target;
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
}

/** Keys that act while one writes, too. */
const CHORD = /\$mod|Control\+|Alt\+|^(Shift\+)?F\d/;
/** Chords that belong to the text while one writes. */
const EDITING = /Key[ZY]$|Alt\+/;

/** Binds single keys that act only while nothing is being written; returns the function that unbinds. */
export function bindKeys(bindings: KeyBindingMap): () => void {
  const guarded: KeyBindingMap = {};
  for (const [keys, handler] of Object.entries(bindings)) {
    guarded[keys] = (event) => {
      const chord = CHORD.test(keys);
      if (isWriting(event) && EDITING.test(keys)) return;
      if (!chord && (isWriting(event) || event.ctrlKey || event.metaKey || event.altKey)) return;
      if (document.querySelector('dialog[open]') && !keys.includes('KeyK')) return;
      handler(event);
    };
  }
  return tinykeys(window, guarded);
}
