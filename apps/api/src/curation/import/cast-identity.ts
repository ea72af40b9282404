import { createHash } from 'node:crypto';
import type { RecordedCast } from '@wandcast/gesture';
import { wordsToBytes, type CastId, type PackedSamples } from '@wandcast/protocol';
import { castId } from '@wandcast/protocol/schemas';

/** The ids under which a cast from a file can be stored. */
export interface CastIdentity {
  /** The id in the file if it is a cast id, as in files exported by a server; else null. */
  readonly own: CastId | null;
  /** A hash of the event, the person and the samples: importing the same cast again yields the same id. */
  readonly derived: CastId;
  readonly checksum: number;
}

/** Event and checksum of a stored cast. */
export interface StoredIdentity {
  readonly eventId: string;
  readonly checksum: number;
}

export interface ResolvedId {
  readonly id: CastId;
  readonly isKnown: boolean;
}

export function identityOf(
  eventId: string,
  { id, user, metadata }: RecordedCast,
  packed: PackedSamples,
  checksum: number,
): CastIdentity {
  const own = castId.safeParse(id);
  const hash = createHash('sha256')
    .update(JSON.stringify([eventId, user, id, packed.channels]))
    .update(wordsToBytes(packed.words));
  return { own: own.success ? own.data : null, derived: version7(metadata?.at ?? 0, hash.digest()), checksum };
}

/**
 * Chooses the id of each cast in a batch. A cast keeps its own id unless another event or another cast uses it; then it
 * gets the derived id, which is the same each time the file is imported.
 * @param stored stored casts by id, for all own and derived ids of the batch
 */
export function resolveIds(
  eventId: string,
  batch: readonly CastIdentity[],
  stored: ReadonlyMap<string, StoredIdentity>,
): ResolvedId[] {
  const taken = new Map(stored);
  return batch.map(({ own, derived, checksum }) => {
    if (taken.has(derived)) return { id: derived, isKnown: true };
    const holder = own === null ? undefined : taken.get(own);
    const isOwn = holder?.eventId === eventId && holder.checksum === checksum;
    if (own !== null && isOwn) return { id: own, isKnown: true };
    const id = own !== null && holder === undefined ? own : derived;
    taken.set(id, { eventId, checksum });
    return { id, isKnown: false };
  });
}

/** A version 7 UUID (RFC 9562) with a hash as its random bits. @param at ms since 1970; 0 if unknown */
function version7(at: number, hash: Buffer): CastId {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes.writeUIntBE(Math.min(Math.floor(at), 2 ** 48 - 1), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as CastId;
}
