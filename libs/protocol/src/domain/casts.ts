import type { CastId, CastSource, Orientation, Intent, SpellId } from './entities.js';
import type { ChannelMask } from '../wire/sample-codec.js';

/** The verdict on a whole cast. `spell` is null where it fizzled. */
export interface Recognition {
  readonly modelId: string;
  readonly spell: SpellId | null;
  readonly probabilities: readonly number[];
}

export interface StoredCast {
  readonly castId: CastId;
  /** True when the row was there already: a replay of something acknowledged too late to be heard. */
  readonly duplicate: boolean;
  /** Null where no model is active. */
  readonly recognition: Recognition | null;
}

export interface ListedCast {
  readonly castId: CastId;
  readonly intent: Intent;
  readonly spell: SpellId | null;
  readonly source: CastSource;
  /** Ms since 1970, by the phone's clock. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly count: number;
  /** Readings a second, and the longest time between two of them. */
  readonly rateHz: number;
  readonly maxGapMs: number;
  /** Null of a finger, and of casts from before there were orientations. */
  readonly orientation: Orientation | null;
  readonly recognized: SpellId | null;
}

/** A stored cast as it was recorded, for whoever cast it. */
export interface FetchedCast {
  readonly castId: CastId;
  readonly channels: ChannelMask;
  readonly count: number;
  /** 16-bit words, little-endian, as they crossed the wire. */
  readonly samples: Uint8Array;
}

/** A cast for people to look at. */
export interface CastPicture {
  readonly castId: CastId;
  readonly nickname: string;
  /** What the person meant, by their phone. */
  readonly spell: SpellId | null;
  readonly recognized: SpellId | null;
  readonly label: CastLabel | null;
  readonly startedAt: number;
  readonly durationMs: number;
  /** Null where nobody knows. */
  readonly orientation: Orientation | null;
  /** The drawn path, whole percents of a box, y down: [x, y, x, y, ...]. A sketch that drifts. */
  readonly sketch: readonly number[];
}

/** What a human said of a cast, newest and not withdrawn. */
export interface CastLabel {
  /** Null where the cast is discarded. */
  readonly spell: SpellId | null;
  /** Ms since 1970. */
  readonly at: number;
  /** Name of whoever said so; null for labels from before there were accounts. */
  readonly by: string | null;
}

/** A cast that was labeled. */
export interface LabeledCast {
  readonly castId: CastId;
  readonly label: CastLabel | null;
  /** The label it had: what undoing goes back to, and where someone else was quicker, theirs. */
  readonly before: CastLabel | null;
}
