import type { Backend } from './backend';

/** Chooses the core inside the desktop program and the in-memory cabinet in a plain browser. */
export async function chooseBackend(): Promise<Backend> {
  if ('__TAURI_INTERNALS__' in window) {
    const { tauriBackend } = await import('./tauri');
    return tauriBackend;
  }
  const { makeMemoryCabinet } = await import('./memory');
  return makeMemoryCabinet(new URLSearchParams(location.search));
}
