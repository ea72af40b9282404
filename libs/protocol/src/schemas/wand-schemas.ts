import { z } from 'zod';
import { castId, eventCode, nickname, spellId } from '../vocabulary/ids.js';
import { MAX_CASTS_FETCHED, MAX_CASTS_SHOWN, MAX_CAST_SAMPLES, MAX_MESSAGE_BYTES } from '../vocabulary/limits.js';
import { isChannelMask } from '../wire/sample-codec.js';
import { hands, metals, motionStates, sigils, turns, wandSources } from '../vocabulary/enums.js';

/** What wands and stages say, and what every connection says of itself. */

const intent = z.enum(['teach', 'cast']);
const source = z.enum(wandSources);
const count = z.int().min(0).max(MAX_CAST_SAMPLES);
const sum = z.int().min(0).max(0xffff_ffff);
const channels = z.int().refine(isChannelMask, 'needs an acceleration');
const bytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength <= MAX_MESSAGE_BYTES,
  'needs bytes',
);
/** Phone time of the first sample, ms since 1970; a phone's clock may be wrong, so the range is wide. */
const startedAt = z.number().min(0).max(8.64e15);
const stream = z.int().min(0).max(0xffff);

export const profile = z.strictObject({ nickname, sigil: z.enum(sigils), metal: z.enum(metals) });

/** Ms to add to a phone's clock to read the server's, as the phone measured it; null where it has not yet. */
const offsetMs = z.number().min(-8.64e15).max(8.64e15);
const clock = { offsetMs, roundTripMs: z.number().min(0).max(600_000) };
/**
 * How the phone was held. The samples of a cast are in W3C axes of an upright page already: its phone has undone what
 * this says before it packed them.
 */
const orientation = z.strictObject({
  /** Its signs are the opposite of the W3C's, as on iPhones; null where no upright hold has shown it. */
  flipped: z.boolean().nullable(),
  turned: z.literal(turns),
  hand: z.enum(hands),
});
const castHead = {
  castId,
  intent,
  spell: spellId.nullable(),
  source,
  channels,
  startedAt,
  offsetMs: offsetMs.nullable().default(null),
  /** Null of a finger, and of casts from before there were orientations. */
  orientation: orientation.nullable().default(null),
};
const castTail = { count, checksum: sum };

/** What a connection says of itself before anything else (socket.io's `auth`). */
export const handshakes = {
  wand: z.strictObject({
    protocol: z.int(),
    code: eventCode,
    /** 32 random bytes made by the phone, base64url: whoever shows them is this participant. */
    key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    profile,
  }),
  stage: z.strictObject({ protocol: z.int(), token: z.string().min(1).max(200) }),
  /** Whoever has the token may send what their phone measured; anyone may measure. */
  preflight: z.strictObject({ protocol: z.int(), token: z.string().min(1).max(200).optional() }),
  /** A browser shows the cookie of its session; a command, the token of its key. */
  console: z.strictObject({ protocol: z.int(), token: z.string().min(1).max(200).optional() }),
} as const;

/** `cast:samples` is not here: it is bytes, read by hand (samples.ts). */
export const fromWand = {
  'cast:start': z.strictObject({ ...castHead, stream }),
  'cast:cancel': z.strictObject({ castId }),
  'cast:end': z.strictObject({ castId, ...castTail }),
  'cast:replay': z.strictObject({ ...castHead, ...castTail, samples: bytes }),
  'casts:list': z.strictObject({ after: castId.nullable(), limit: z.int().min(1).max(500) }),
  'casts:fetch': z.strictObject({ castIds: z.array(castId).min(1).max(MAX_CASTS_FETCHED) }),
  'casts:delete': z.strictObject({ castIds: z.array(castId).min(1).max(MAX_CASTS_SHOWN) }),
  'me:forget': z.strictObject({}),
  'clock:read': z.strictObject({}),
  'clock:report': z.strictObject(clock),
} as const;

export const fromStage = {
  'clock:read': z.strictObject({}),
  'clock:report': z.strictObject(clock),
} as const;

const figure = z.number().min(0).max(600_000).nullable();

/** What a preflight page found out on its phone. Figures are null where nothing was measured. */
export const preflightReport = z.strictObject({
  /** What the browser calls itself, in words, as in `iPhone, Safari 18`. */
  device: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u, 'needs letters that can be shown'),
  /** The page came over a connection on which browsers give motion. */
  secure: z.boolean(),
  transport: z.enum(['websocket', 'polling']),
  motion: z.enum(motionStates),
  /** Bits of the channels it gives, see samples.ts; 0 for none. */
  channels: z.int().min(0).max(7),
  rateHz: figure,
  maxGapMs: figure,
  flipped: z.boolean().nullable(),
  /** The middle of some round trips, and the slowest, ms. */
  roundTripMs: figure,
  slowestMs: figure,
  offsetMs: offsetMs.nullable(),
  /** From the start of loading the page until it ran, ms. */
  loadMs: figure,
  /** Whether the browser keeps the screen lit when it is asked to. */
  wakeLock: z.boolean(),
  /** Whether casts can be kept on the phone until they are stored. */
  storage: z.boolean(),
});

export const fromPreflight = {
  'clock:read': z.strictObject({}),
  'preflight:report': preflightReport,
} as const;
