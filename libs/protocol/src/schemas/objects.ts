import { z } from 'zod';
import { isChannelMask } from '../wire/sample-codec.js';
import { hands, metals, motionStates, sigils, turns, wandSources } from '../vocabulary/enums.js';
import { castId, nickname, participantId, spellId } from './ids.js';
import { MAX_CASTS_NAMED, MAX_CAST_SAMPLES, MAX_MESSAGE_BYTES, MIN_CAST_SAMPLES } from '../vocabulary/limits.js';

export const profile = z.strictObject({ nickname, sigil: z.enum(sigils), metal: z.enum(metals) });

/** Server time minus phone time, ms. The range is wide because a phone's clock may be far off. */
const offsetMs = z.number().min(-8.64e15).max(8.64e15);
export const clockReading = { offsetMs, roundTripMs: z.number().min(0).max(600_000) };

/** How the phone was held (SPEC C11). Samples are already normalized to the W3C axes of an upright page. */
export const orientation = z.strictObject({
  /** Inverted signs, as on iPhones; null if unknown. */
  flipped: z.boolean().nullable(),
  turned: z.literal(turns),
  hand: z.enum(hands),
});

export const sampleBytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength <= MAX_MESSAGE_BYTES,
  'needs bytes',
);

/** Identifies a cast in progress within its connection. */
export const streamNumber = z.int().min(0).max(0xffff);

export const castHead = {
  castId,
  intent: z.enum(['teach', 'cast']),
  spell: spellId.nullable(),
  source: z.enum(wandSources),
  channels: z.int().refine(isChannelMask, 'needs an acceleration'),
  /** Phone time of the first sample, ms since 1970. */
  startedAt: z.number().min(0).max(8.64e15),
  /** Null before the first clock reading. */
  offsetMs: offsetMs.nullable().default(null),
  /** Null if drawn with a finger, and for casts recorded before orientations existed. */
  orientation: orientation.nullable().default(null),
};
/** A movement that the wand found without a press (SPEC C14). */
export const spotted = z.literal(true).optional();
export const castTail = {
  count: z.int().min(0).max(MAX_CAST_SAMPLES),
  checksum: z.int().min(0).max(0xffff_ffff),
};

/** Which cast the stage features. */
export const spotlight = z.discriminatedUnion('by', [
  /** The newest cast of a participant who was not shown yet, otherwise the most confident one. */
  z.strictObject({ by: z.literal('newest') }),
  /** The most confident cast of the last seconds. */
  z.strictObject({ by: z.literal('best') }),
  z.strictObject({ by: z.literal('participant'), participantId }),
]);

/** Ms since 1970. */
const time = z.number().min(0).max(8.64e15);

/** Which casts a dataset contains. A null filter matches any. */
export const selection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('taught') }),
  z.strictObject({ by: z.literal('casts'), castIds: z.array(castId).min(1).max(MAX_CASTS_NAMED) }),
  z.strictObject({
    by: z.literal('facts'),
    spells: z.array(spellId).min(1).max(200).nullable(),
    people: z.array(participantId).min(1).max(1000).nullable(),
    from: time.nullable(),
    until: time.nullable(),
  }),
]);

const figure = z.number().min(0).max(600_000).nullable();

/** What a preflight page measured on its phone. Figures are null if not measured. */
export const preflightReport = z.strictObject({
  /** Device and browser, such as `iPhone, Safari 18`. */
  device: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u, 'needs letters that can be shown'),
  /** Whether the page is a secure context, which browsers require for motion events. */
  secure: z.boolean(),
  transport: z.enum(['websocket', 'polling']),
  motion: z.enum(motionStates),
  /** Channel mask; 0 for none. */
  channels: z.int().min(0).max(7),
  rateHz: figure,
  maxGapMs: figure,
  flipped: z.boolean().nullable(),
  /** Median and slowest round trip, ms. */
  roundTripMs: figure,
  slowestMs: figure,
  offsetMs: offsetMs.nullable(),
  /** From the start of the page load until its script ran, ms. */
  loadMs: figure,
  /** Whether the browser granted a screen wake lock. */
  wakeLock: z.boolean(),
  /** Whether the phone can store pending casts. */
  storage: z.boolean(),
});

/** Random characters that identify a trial of a model with a phone. */
export const trialId = z.string().regex(/^[\w-]{16,64}$/);

/** A movement in one piece. */
export const movement = {
  channels: z.int().refine(isChannelMask, 'needs an acceleration'),
  count: z.int().min(MIN_CAST_SAMPLES).max(MAX_CAST_SAMPLES),
  samples: sampleBytes,
};
