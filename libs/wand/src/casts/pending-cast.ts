import type { CastId, CastReplay } from '@wandcast/protocol';

/** A finished cast that the server has not acknowledged, in the form that `cast:replay` sends. */
export type PendingCast = CastReplay;

/** Persists pending casts. Pages pass one backed by IndexedDB; the default is {@link memoryStore}. */
export interface CastStore {
  put(cast: PendingCast): Promise<void>;
  remove(castId: CastId): Promise<void>;
  /** Oldest first. */
  list(): Promise<readonly PendingCast[]>;
}

/** Keeps casts in memory only: for simulated wands, and pages without IndexedDB. */
export function memoryStore(): CastStore {
  const casts = new Map<CastId, PendingCast>();
  return {
    put: (cast) => Promise.resolve(void casts.set(cast.castId, cast)),
    remove: (castId) => Promise.resolve(void casts.delete(castId)),
    list: () => Promise.resolve([...casts.values()]),
  };
}
