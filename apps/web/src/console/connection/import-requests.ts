import type { Answer, ImportInfo, PastImport } from '@wandcast/protocol';
import { ANSWER_MS, SLOW_ANSWER_MS, type RequestWithin } from './request';

/** Requests about imports of casts. */
export interface ImportRequests {
  /** @param skipBad whether to skip invalid lines */
  store(importId: string, skipBad: boolean): Promise<Answer<ImportInfo>>;
  cancel(importId: string): Promise<Answer<ImportInfo>>;
  /** Finished imports, newest first. */
  list(): Promise<Answer<readonly PastImport[]>>;
  /** Removes the casts that an import stored. */
  remove(importId: string): Promise<Answer<PastImport>>;
  /** Restores a removed import. */
  restore(importId: string): Promise<Answer<PastImport>>;
}

export function importRequests(within: RequestWithin): ImportRequests {
  return {
    store: (importId, skipBad) => within(ANSWER_MS).emitWithAck('import:store', { importId, skipBad }),
    cancel: (importId) => within(SLOW_ANSWER_MS).emitWithAck('import:cancel', { importId }),
    list: () => within(ANSWER_MS).emitWithAck('import:list', {}),
    restore: (importId) => within(SLOW_ANSWER_MS).emitWithAck('import:restore', { importId }),
    remove: (importId) => within(SLOW_ANSWER_MS).emitWithAck('import:remove', { importId }),
  };
}
