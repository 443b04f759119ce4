import { getContext, setContext } from 'svelte';
import type { Backend } from '../ipc/backend';

const KEY = Symbol('backend');

/** Makes the backend known to every component below the caller. */
export function provideBackend(backend: Backend): void {
  setContext(KEY, backend);
}

/** The backend of this window. */
export function useBackend(): Backend {
  return getContext<Backend>(KEY);
}
