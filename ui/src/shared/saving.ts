import type { SavedFileView } from '../ipc/bindings';
import { announcer } from './live.svelte';
import { notices } from './notices.svelte';
import { t } from './words.svelte';

/** Saves a file outside the encrypted store and tells above the page where it lies, or why it does not. */
export async function saveFile(save: () => Promise<SavedFileView>): Promise<void> {
  try {
    notices.saved = await save();
    announcer.say(t('saved-file', { name: notices.saved.name }));
  } catch (reason) {
    notices.add(reason);
  }
}
