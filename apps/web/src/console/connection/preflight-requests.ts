import type { Answer, Preflight } from '@wandcast/protocol';
import { ANSWER_MS, type Asking, type Then } from './request';

/** What one asks of the phones that were tried. */
export interface PhonesDesk {
  /** Takes one off the list; all of them where null. */
  readonly remove: (id: string | null) => Promise<Answer<readonly Preflight[]>>;
}

export function phonesDesk(within: Asking, then: Then): PhonesDesk {
  return {
    remove: (id) =>
      then(within(ANSWER_MS).emitWithAck('preflight:remove', { id }), (before, preflights) => ({
        ...before,
        preflights,
      })),
  };
}
