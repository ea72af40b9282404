/** The protocol's version: a wand, stage or console of another version is refused with `protocol-mismatch`. */
export const PROTOCOL_VERSION = 2;

/** Longest cast, ms. Sample times are 16-bit counts of TICK_MS, which reaches 32.7 s. */
export const MAX_CAST_MS = 30_000;

/** Most samples in a cast: 30 s at 100 Hz, the fastest rate any browser reports. */
export const MAX_CAST_SAMPLES = 3_000;

/** Fewest samples that can be a gesture; shorter recordings are accidents of the finger. */
export const MIN_CAST_SAMPLES = 4;

/** Most samples in one batch: 100 ms holds 10 at 100 Hz; the rest is room for a stalled page to catch up. */
export const MAX_BATCH_SAMPLES = 128;

/** A wand sends a batch whenever it holds this many ms of samples: live feedback at 10 Hz, few messages. */
export const BATCH_MS = 100;

/** Largest message, bytes: a whole 30 s cast with all channels (20 bytes a sample) and room for its header. */
export const MAX_MESSAGE_BYTES = 96 * 1024;

/** Most casts one connection may have in progress; a hand has one, a stuck page may leave a second behind. */
export const MAX_OPEN_CASTS = 2;

/** Most casts that one message shows or deletes. */
export const MAX_CASTS_SHOWN = 60;

/** Most casts that one message labels; MAX_MESSAGE_BYTES holds as many where the spells' ids are short. */
export const MAX_CASTS_LABELED = 1_000;

/** Most casts whose samples a wand may fetch at once: a page of pictures, at most about 1 MB. */
export const MAX_CASTS_FETCHED = 20;

/** Longest glyph, characters of path data: a stroke that a hand can follow has a few hundred. */
export const MAX_GLYPH = 4_000;

/** Most spells that one message brings into a book, and most characters of their glyphs together, well under a message. */
export const MAX_SPELLS_BROUGHT = 60;
export const MAX_GLYPHS_BROUGHT = 60_000;

/** Most casts that one message may name for a dataset: what fits into MAX_MESSAGE_BYTES. */
export const MAX_CASTS_NAMED = 2_000;

/** Largest file of casts, bytes: a hundred thousand casts of 3 s, gzipped. */
export const MAX_IMPORT_BYTES = 512 * 1024 * 1024;

/** A file is sent in pieces of this many bytes: what a bad connection loses is seconds. */
export const IMPORT_PIECE_BYTES = 1024 * 1024;

/** Most casts of the queue that one moderator holds at once. */
export const MAX_QUEUE_TAKE = 20;

/** Points of a taught cast's trace on the stage: x y z of each, a byte each as in shape.ts. */
export const STAGE_TRACE_POINTS = 24;

/** People read the order and lift their phones: a round is announced so long before it starts, ms. */
export const ROUND_LEAD_MS = 5_000;

/** A hand that still moves at the end of a round may finish, ms. */
export const ROUND_GRACE_MS = 2_000;

/** A cast of a round that a phone kept counts if it comes in this long after the end, ms. */
export const ROUND_LATE_MS = 120_000;

/** Someone who was sent out may come back after so long, ms. */
export const SENT_OUT_MS = 5 * 60_000;

/** Most steps in a run of show. */
export const MAX_STEPS = 60;

/** Phones that were tried before the talk, of which an event keeps the newest. */
export const MAX_PREFLIGHTS = 50;
