import { shapeOf } from '@wandcast/gesture';
import type { CastId, Hand, StoredSource, Intent, ParticipantId, Recognition, SpellId } from '@wandcast/protocol';
import type { OpenCast } from '../ingest/open-cast.js';

/** A row of the casts table, with packed samples. */
export interface CastRow {
  readonly id: CastId;
  readonly eventId: string;
  readonly participantId: ParticipantId;
  readonly intent: Intent;
  readonly spellId: SpellId | null;
  readonly source: StoredSource;
  readonly startedAt: Date;
  /** Start by the server's clock; null if unknown. */
  readonly beganAt: Date | null;
  readonly durationMs: number;
  readonly rateHz: number;
  readonly maxGapMs: number;
  readonly channels: number;
  /** Orientation of the phone, see SPEC C11; null if unknown. */
  readonly flipped: boolean | null;
  readonly turned: number | null;
  readonly hand: Hand | null;
  readonly count: number;
  readonly checksum: number;
  readonly samples: Uint8Array;
  readonly shape: Int8Array;
  readonly modelId: string | null;
  readonly recognizedId: SpellId | null;
  readonly probabilities: readonly number[];
  /** The import that stores it; null for casts of phones. */
  readonly importId: string | null;
  /** The cast that was cut into this part; null for whole casts. */
  readonly originalId: CastId | null;
}

/** Builds the row of a cast, including everything derived from its samples. */
export function castRow(
  cast: OpenCast,
  owner: Pick<CastRow, 'eventId' | 'participantId'>,
  recognition: Recognition | null,
): CastRow {
  const { castId, intent, spell, source, startedAt, channels, orientation } = cast.head;
  const { rateHz, maxGapMs, durationMs } = cast.live;
  return {
    id: castId,
    eventId: owner.eventId,
    participantId: owner.participantId,
    beganAt: cast.beganAt === null ? null : new Date(cast.beganAt),
    ...{ intent, spellId: spell, source, startedAt: new Date(startedAt), channels },
    ...{ flipped: orientation?.flipped ?? null, turned: orientation?.turned ?? null, hand: orientation?.hand ?? null },
    ...{ durationMs: Math.round(durationMs), rateHz, maxGapMs, count: cast.live.count },
    checksum: cast.checksum,
    samples: cast.samples(),
    shape: shapeOf(cast.live.signal()),
    modelId: recognition?.modelId ?? null,
    recognizedId: recognition?.spell ?? null,
    probabilities: recognition?.probabilities ?? [],
    importId: null,
    originalId: null,
  };
}
