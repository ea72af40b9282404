import { createHash } from 'node:crypto';
import type { RecordedCast } from '@wandcast/gesture';
import { wordsToBytes, type CastId, type PackedSamples } from '@wandcast/protocol';
import { castId } from '@wandcast/protocol/schemas';

/** Under which ids a cast of a file can be stored. */
export interface CastIdentity {
  /** The file's own, where it is one of ours: a server wrote the file. */
  readonly own: CastId | null;
  /** Made of what it is and of the event: the same cast of the same person is the same in any file. */
  readonly derived: CastId;
  readonly checksum: number;
}

/** A cast of that id that is stored. */
export interface StoredIdentity {
  readonly eventId: string;
  readonly checksum: number;
}

export interface Place {
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
 * Where the casts of a batch go. A cast keeps its own id, unless another event or another cast has that: then it gets
 * the derived one, and the same again whenever its file comes again.
 * @param stored by id, of all that the batch may meet
 */
export function placesOf(
  eventId: string,
  batch: readonly CastIdentity[],
  stored: ReadonlyMap<string, StoredIdentity>,
): Place[] {
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

/** A UUID of version 7 (RFC 9562) whose random bits are a hash. @param at ms since 1970; 0 where nobody knows */
function version7(at: number, hash: Buffer): CastId {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes.writeUIntBE(Math.min(Math.floor(at), 2 ** 48 - 1), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as CastId;
}
