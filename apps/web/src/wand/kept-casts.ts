import { openDB, type DBSchema } from 'idb';
import type { CastId } from '@wandcast/protocol';
import { memoryStore, type CastStore, type KeptCast } from '@wandcast/wand';

type ShelvedCast = KeptCast & { readonly room: string };

interface Shelves extends DBSchema {
  casts: { key: string; value: ShelvedCast; indexes: { room: string } };
}

/** Keeps the casts of one room in IndexedDB until the server has them, so that closing the page loses none. */
export function keptCasts(room: string): CastStore {
  if (!('indexedDB' in globalThis)) return memoryStore();
  const database = openDB<Shelves>('wandcast', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('casts', { keyPath: 'castId' }).createIndex('room', 'room');
    },
  });
  database.catch(() => undefined); // every use below meets the refusal again, where the wand expects it
  return {
    async put(cast) {
      await (await database).put('casts', { ...cast, room });
    },
    remove: async (castId: CastId) => (await database).delete('casts', castId),
    async list() {
      const kept = await (await database).getAllFromIndex('casts', 'room', room);
      return kept.map(bare).sort((a, b) => a.startedAt - b.startedAt);
    },
  };
}

/** The cast as the protocol knows it: a field more, and the server would refuse it. */
function bare({ castId, intent, spell, source, channels, startedAt, count, checksum, samples }: ShelvedCast): KeptCast {
  return { castId, intent, spell, source, channels, startedAt, count, checksum, samples };
}
