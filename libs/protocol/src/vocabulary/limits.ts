/** Protocol version. Clients of another version are refused with `protocol-mismatch`. */
export const PROTOCOL_VERSION = 2;

/** Longest cast, ms. Sample times are 16-bit multiples of TICK_MS, which allows up to 32.7 s. */
export const MAX_CAST_MS = 30_000;

/** Most samples in a cast: 30 s at 100 Hz, the highest rate of any browser. */
export const MAX_CAST_SAMPLES = 3_000;

/** Fewest samples in a cast; shorter recordings are accidental taps. */
export const MIN_CAST_SAMPLES = 4;

/** Shortest part of a cast that can be cut out, ms: no drawing is shorter (recording-faults.ts in libs/gesture). */
export const MIN_PART_MS = 400;

/** Most samples in a batch. 100 ms hold 10 at 100 Hz; the rest lets a stalled page catch up. */
export const MAX_BATCH_SAMPLES = 128;

/** Duration of a batch, ms: gives live feedback at 10 Hz with few messages. */
export const BATCH_MS = 100;

/** Largest message, bytes: a 30 s cast with all channels (20 bytes per sample) plus its header. */
export const MAX_MESSAGE_BYTES = 96 * 1024;

/** Most casts in progress per connection: normally one, plus one that a stuck page may have left open. */
export const MAX_OPEN_CASTS = 2;

/** Most casts that one message can show or delete. */
export const MAX_CASTS_SHOWN = 60;

/** Most casts that one message can label; with short spell ids they fit into MAX_MESSAGE_BYTES. */
export const MAX_CASTS_LABELED = 1_000;

/** Most casts in one answer of the map: 500 kB. */
export const MAX_MAP_ROWS = 20_000;

/** Most casts whose samples a wand can fetch at once: about 1 MB. */
export const MAX_CASTS_FETCHED = 20;

/** How long a deleted event can be restored, ms. After that everything of it is deleted for good. */
export const EVENT_GRACE_MS = 10 * 60_000;

/** How long a removed import can be restored, ms. After that its casts are deleted for good. */
export const IMPORT_GRACE_MS = 10 * 60_000;

/** Most rooms in one page of the list. */
export const MAX_ROOMS_LISTED = 50;
/** Participants in one page of the list. */
export const PARTICIPANTS_LISTED = 500;

/** Most events in one page of the list. */
export const MAX_EVENTS_LISTED = 50;

/** Longest glyph, characters of SVG path data. A typical glyph has a few hundred. */
export const MAX_GLYPH = 4_000;

/** Most spells that one message can import. */
export const MAX_SPELLS_IMPORTED = 60;

/** Most characters of all glyphs that one message can import; stays well below MAX_MESSAGE_BYTES. */
export const MAX_GLYPHS_IMPORTED = 60_000;

/** Most casts that one message can select for a dataset, limited by MAX_MESSAGE_BYTES. */
export const MAX_CASTS_NAMED = 2_000;

/** Largest import file, bytes: about a hundred thousand gzipped casts of 3 s. */
export const MAX_IMPORT_BYTES = 512 * 1024 * 1024;

/** Largest file of a whole evening, bytes, compressed or not: about half a million gzipped casts of 3 s. */
export const MAX_EVENING_BYTES = 2 * 1024 * 1024 * 1024;

/** Largest model file to upload, bytes: at least ten times the largest trained model. */
export const MAX_MODEL_BYTES = 16 * 1024 * 1024;

/** Longest note on a model, characters. */
export const MAX_MODEL_NOTE = 500;

/** Most movements that one member can try on models in ten seconds: four a second while drawing, and some to spare. */
export const MODEL_TRIES_PER_10_S = 60;

/** Recommended bytes per piece of an import upload, so that a lost connection costs only seconds. */
export const IMPORT_PIECE_BYTES = 1024 * 1024;

/** Most queued casts reserved for one moderator at once. */
export const MAX_QUEUE_TAKE = 40;

/** Longest comment on a cast, characters. */
export const MAX_COMMENT_LENGTH = 500;

/** Points in a taught cast's trace on the stage, each with x, y and z as one byte. */
export const STAGE_TRACE_POINTS = 24;

/** Default time between the announcement and the start of a round, ms: people read the task and lift their phones. */
export const ROUND_LEAD_MS = 5_000;

/** How long a cast in progress may continue after the end of a round, ms. */
export const ROUND_GRACE_MS = 2_000;

/**
 * How long after the end of a round a cast may arrive and still count, ms. The stage counts until then; afterwards the
 * result is final.
 */
export const ROUND_LATE_MS = 5_000;

/** Most reactions of a participant that are shown in ten seconds. */
export const REACTIONS_PER_10_S = 10;

/** Most casts that a participant can confirm in a minute. */
export const CONFIRMATIONS_PER_MINUTE = 20;

/** Points of an estimated path on the wire, each with x and y as one byte. */
export const PATH_POINTS = 32;

/** How long a temporarily removed participant is kept out, ms. */
export const REMOVAL_MS = 5 * 60_000;

/** Most steps in a run of show. */
export const MAX_STEPS = 60;

/** Most preflight reports kept per event; the oldest are dropped. */
export const MAX_PREFLIGHTS = 50;
