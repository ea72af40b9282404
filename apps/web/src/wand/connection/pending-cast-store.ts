import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { CastId } from '@wandcast/protocol';
import type { CastStore, PendingCast } from '@wandcast/wand';
import { storeWithTimeout } from './store-timeout';

/** Fields missing in casts stored by older versions, which may also have the orientation as `grip`. */
type LaterField = 'offsetMs' | 'orientation';
type StoredPendingCast = Omit<PendingCast, LaterField> &
  Partial<Pick<PendingCast, LaterField>> & {
    /** The participant's scope. */
    readonly room: string;
    readonly grip?: PendingCast['orientation'];
  };

interface CastDatabase extends DBSchema {
  casts: { key: string; value: StoredPendingCast; indexes: { room: string } };
}

/** Length of the key prefix that distinguishes participants on one phone. */
const KEY_PREFIX_LENGTH = 8;

/** Identifies a participant of an event on this phone, for stored casts and tab coordination. */
export function participantScope(code: string, key: string): string {
  return `${code} ${key.slice(0, KEY_PREFIX_LENGTH)}`;
}

/** The event code in a scope. */
export function codeInScope(scope: string): string {
  return scope.slice(0, -(KEY_PREFIX_LENGTH + 1));
}

/** Scopes of all participants whose casts are stored on this phone. */
export async function storedScopes(): Promise<string[]> {
  const database = await openDatabase();
  try {
    const scopes: string[] = [];
    const byScope = database.transaction('casts').store.index('room');
    for (let at = await byScope.openKeyCursor(null, 'nextunique'); at !== null; at = await at.continue())
      scopes.push(at.key);
    return scopes;
  } finally {
    database.close();
  }
}

/**
 * Stores a participant's casts in IndexedDB until the server has them, so that closing the page loses none. Casts are
 * separate for each participant key. @param scope from `participantScope`
 */
export function pendingCastStore(scope: string): CastStore {
  return storeWithTimeout((lost) => openCastStore(scope, lost));
}

function openDatabase(lost?: () => void): Promise<IDBPDatabase<CastDatabase>> {
  return openDB<CastDatabase>('wandcast', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('casts', { keyPath: 'castId' }).createIndex('room', 'room');
    },
    ...(lost !== undefined && { terminated: lost }),
  });
}

/** Rejects if the browser blocks the database; calls `lost` if the browser closes it later. */
async function openCastStore(scope: string, lost: () => void): Promise<CastStore> {
  const database = await openDatabase(lost);
  return {
    async put(cast) {
      await database.put('casts', { ...cast, room: scope });
    },
    remove: (castId: CastId) => database.delete('casts', castId),
    async list() {
      const kept = await database.getAllFromIndex('casts', 'room', scope);
      return kept.map(toPendingCast).sort((a, b) => a.startedAt - b.startedAt);
    },
  };
}

/** The cast without what only the store needs. The server rejects unknown fields. */
function toPendingCast(stored: StoredPendingCast): PendingCast {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- taken out
  const { room, grip = null, offsetMs = null, orientation = grip, ...cast } = stored;
  return { ...cast, offsetMs, orientation };
}
