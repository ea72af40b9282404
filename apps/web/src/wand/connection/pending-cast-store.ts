import { openDB, type DBSchema } from 'idb';
import type { CastId } from '@wandcast/protocol';
import type { CastStore, PendingCast } from '@wandcast/wand';
import { patientStore } from './store-timeout';

/** Older pages stored casts without an offset, without an orientation, or with the orientation as `grip`. */
type Since = 'offsetMs' | 'orientation';
type StoredPendingCast = Omit<PendingCast, Since> &
  Partial<Pick<PendingCast, Since>> & { readonly room: string; readonly grip?: PendingCast['orientation'] };

interface CastDatabase extends DBSchema {
  casts: { key: string; value: StoredPendingCast; indexes: { room: string } };
}

/** Letters of a key that tell people of one phone apart. */
const OWN = 8;

/** One person in one room, as their casts and the tabs they are in are called on this phone. */
export function roomOf(code: string, key: string): string {
  return `${code} ${key.slice(0, OWN)}`;
}

/**
 * Keeps a participant's casts in IndexedDB until the server has them, so that closing the page loses none. Someone who
 * signs the book again sends nothing of their former self.
 */
export function pendingCastStore(room: string): CastStore {
  return patientStore((lost) => openCastStore(room, lost));
}

/** Rejects where the browser has no database for this page; calls `lost` when it takes it away later. */
async function openCastStore(room: string, lost: () => void): Promise<CastStore> {
  const database = await openDB<CastDatabase>('wandcast', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('casts', { keyPath: 'castId' }).createIndex('room', 'room');
    },
    terminated: lost,
  });
  return {
    async put(cast) {
      await database.put('casts', { ...cast, room });
    },
    remove: (castId: CastId) => database.delete('casts', castId),
    async list() {
      const kept = await database.getAllFromIndex('casts', 'room', room);
      return kept.map(bare).sort((a, b) => a.startedAt - b.startedAt);
    },
  };
}

/** The cast as the protocol knows it: a field more, and the server would refuse it. */
function bare(stored: StoredPendingCast): PendingCast {
  const {
    castId,
    intent,
    spell,
    source,
    channels,
    startedAt,
    offsetMs = null,
    grip = null,
    orientation = grip,
  } = stored;
  const { count, checksum, samples } = stored;
  return { castId, intent, spell, source, channels, startedAt, offsetMs, orientation, count, checksum, samples };
}
