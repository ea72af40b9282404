import type { CastId, CastSource, Intent, ParticipantId, SpellId } from '@wandcast/protocol';

/** A cast as it is written: one row, samples packed. */
export interface CastRow {
  readonly id: CastId;
  readonly eventId: string;
  readonly participantId: ParticipantId;
  readonly intent: Intent;
  readonly spellId: SpellId | null;
  readonly source: CastSource;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly rateHz: number;
  readonly maxGapMs: number;
  readonly channels: number;
  readonly count: number;
  readonly checksum: number;
  readonly samples: Uint8Array;
  readonly shape: Int8Array;
  readonly modelId: string | null;
  readonly recognisedId: SpellId | null;
  readonly probabilities: readonly number[];
}
