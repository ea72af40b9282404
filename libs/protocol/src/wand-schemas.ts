import { z } from 'zod';
import { castId, eventCode, nickname, spellId } from './ids.js';
import { MAX_CASTS_FETCHED, MAX_CASTS_SHOWN, MAX_CAST_SAMPLES, MAX_MESSAGE_BYTES } from './limits.js';
import { isChannelMask } from './samples.js';
import { metals, sigils, wandSources } from './vocabulary.js';

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
const slot = z.int().min(0).max(0xffff);

export const profile = z.strictObject({ nickname, sigil: z.enum(sigils), metal: z.enum(metals) });

/** Ms to add to a phone's clock to read the server's, as the phone measured it; null where it has not yet. */
const offsetMs = z.number().min(-8.64e15).max(8.64e15);
const clock = { offsetMs, roundTripMs: z.number().min(0).max(600_000) };
const castHead = {
  castId,
  intent,
  spell: spellId.nullable(),
  source,
  channels,
  startedAt,
  offsetMs: offsetMs.nullable().default(null),
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
  /** A browser shows the cookie of its session; a command, the token of its key. */
  console: z.strictObject({ protocol: z.int(), token: z.string().min(1).max(200).optional() }),
} as const;

/** `cast:samples` is not here: it is bytes, read by hand (samples.ts). */
export const fromWand = {
  'cast:start': z.strictObject({ ...castHead, slot }),
  'cast:cancel': z.strictObject({ castId }),
  'cast:end': z.strictObject({ castId, ...castTail }),
  'cast:replay': z.strictObject({ ...castHead, ...castTail, samples: bytes }),
  'casts:list': z.strictObject({ after: castId.nullable(), limit: z.int().min(1).max(500) }),
  'casts:fetch': z.strictObject({ castIds: z.array(castId).min(1).max(MAX_CASTS_FETCHED) }),
  'casts:delete': z.strictObject({ castIds: z.array(castId).min(1).max(MAX_CASTS_SHOWN) }),
  'me:forget': z.strictObject({}),
  'clock:read': z.strictObject({}),
  'clock:tell': z.strictObject(clock),
} as const;

export const fromStage = {
  'clock:read': z.strictObject({}),
  'clock:tell': z.strictObject(clock),
} as const;
