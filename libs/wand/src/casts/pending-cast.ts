import type { CastId, CastReplay } from '@wandcast/protocol';

/** A finished cast as the wand keeps it until the server says it is stored: what `cast:replay` would carry. */
export type PendingCast = CastReplay;

/** Where kept casts survive. A page gives one over IndexedDB; the default forgets with the process. */
export interface CastStore {
  put(cast: PendingCast): Promise<void>;
  remove(castId: CastId): Promise<void>;
  /** Oldest first. */
  list(): Promise<readonly PendingCast[]>;
}

/** Keeps casts for as long as the process lives: simulated wands, and pages without IndexedDB. */
export function memoryStore(): CastStore {
  const casts = new Map<CastId, PendingCast>();
  return {
    put: (cast) => Promise.resolve(void casts.set(cast.castId, cast)),
    remove: (castId) => Promise.resolve(void casts.delete(castId)),
    list: () => Promise.resolve([...casts.values()]),
  };
}
