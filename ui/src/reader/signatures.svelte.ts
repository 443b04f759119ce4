import type { Backend } from '../ipc/backend';
import type { SignaturesView, SignatureView } from '../ipc/bindings';
import { Asked } from '../shared/asked.svelte';
import { verdictsOf } from './verdicts';

/** The first page comes first: a signed paper is read whole for this. */
const LOOK_AFTER_MS = 700;

/** The signatures of an open paper, looked for once it is on the screen. */
export class Signatures {
  readonly asked: Asked<SignaturesView>;
  readonly list = $derived.by((): SignatureView[] => this.asked.value?.signatures ?? []);
  readonly isArriving = $derived.by(() => this.asked.value?.state === 'arriving');
  /** Why they could not be checked, of a paper that can be read. */
  readonly fault = $derived.by(() =>
    this.asked.error?.code.startsWith('signatures-') ? this.asked.error : null,
  );
  /** Whether something about one of them is wrong, or was changed after it, and not only unknown. */
  readonly isWrong = $derived.by(() =>
    this.list
      .flatMap((one) => verdictsOf(one))
      .some(({ row, tone }) => tone === 'bad' || (row === 'bytes' && tone === 'note')),
  );
  /** Whether there is anything to tell. */
  readonly hasPart = $derived.by(() => this.list.length > 0 || this.isArriving || this.fault !== null);
  #backend: Backend;

  constructor(backend: Backend, document: string, version: number) {
    this.#backend = backend;
    this.asked = new Asked(() => backend.signatures(document, version));
  }

  /** Looks for them now or soon, and again when more has arrived; returns what ends that. */
  watch(): () => void {
    const timer = this.asked.at ? undefined : setTimeout(() => void this.asked.again(), LOOK_AFTER_MS);
    const stop = this.#backend.onChanged((topic) => {
      const mayChange = this.isArriving || this.list.length > 0;
      if (topic === 'files' && mayChange) void this.asked.again();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }
}
