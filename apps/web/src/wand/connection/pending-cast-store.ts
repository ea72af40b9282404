import { openDB, type DBSchema } from 'idb';
import type { CastId } from '@wandcast/protocol';
import type { CastStore, KeptCast } from '@wandcast/wand';
import { patientStore } from './store-timeout';

/** Older pages stored casts without an offset, without an orientation, or with the orientation as `grip`. */
type Since = 'offsetMs' | 'orientation';
type ShelvedCast = Omit<KeptCast, Since> &
  Partial<Pick<KeptCast, Since>> & { readonly room: string; readonly grip?: KeptCast['orientation'] };

interface Shelves extends DBSchema {
  casts: { key: string; value: ShelvedCast; indexes: { room: string } };
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
export function keptCasts(room: string): CastStore {
  return patientStore((lost) => openShelves(room, lost));
}

/** Rejects where the browser has no database for this page; calls `lost` when it takes it away later. */
async function openShelves(room: string, lost: () => void): Promise<CastStore> {
  const database = await openDB<Shelves>('wandcast', 1, {
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
function bare(shelved: ShelvedCast): KeptCast {
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
  } = shelved;
  const { count, checksum, samples } = shelved;
  return { castId, intent, spell, source, channels, startedAt, offsetMs, orientation, count, checksum, samples };
}
