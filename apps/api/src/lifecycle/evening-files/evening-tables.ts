import { EVENT_CODE, MAX_COMMENT_LENGTH, MAX_GLYPH, MAX_NICKNAME, normalizeNickname } from '@wandcast/protocol';
import {
  groves,
  hands,
  metals,
  roundKinds,
  sigils,
  spellDirections,
  spellHues,
  spellId,
  spotlight,
  stageViews,
  stepKinds,
  text,
} from '@wandcast/protocol/schemas';
import { z } from 'zod';

const id = z.uuid();
/** A phone's clock may be of any year, which ISO 8601 writes with four digits alone. */
const time = z.union([
  z.iso.datetime({ offset: true }),
  z.string().regex(/^\d{5,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/),
]);
/**
 * What people read is cleaned and measured as if it had just been typed. Earlier versions stored names that vanish then:
 * such an evening can be imported, too.
 */
const UNKNOWN = 'unknown';
const written = (max: number, lines = false): z.ZodType<string> =>
  text({ max, lines }).transform((value) => (value === '' ? UNKNOWN : value));
const title = written(60);
const nickname = z
  .string()
  .max(200)
  .transform((name) => normalizeNickname(name) || UNKNOWN);
const path = text({ min: 1, max: MAX_GLYPH });
/** A word of the server, such as a source or a reason. */
const word = z.string().regex(/^[a-z-]{1,40}$/);
const share = z.number().min(0).max(1);
const smallint = z.int().min(0).max(32_767);
/** Bytes as PostgreSQL writes them. */
const bytes = z
  .string()
  .max(400_000)
  .regex(/^\\x(?:[0-9a-f]{2})*$/);

const events = z.strictObject({
  ...{ id, code: z.string().regex(EVENT_CODE), title, spellbook_id: id, created_at: time },
  ...{ locked: z.boolean(), capacity: z.int().min(1), view: z.enum(stageViews), learning: z.boolean() },
  ...{ teaching_id: spellId.nullable(), blank: z.boolean(), announcement: written(160).nullable() },
  ...{ spotlight, calm: z.boolean(), sound: z.boolean(), reactions: z.boolean() },
  ...{ step_id: id.nullable(), active_model_id: id.nullable() },
});
const spells = z.strictObject({
  ...{ spellbook_id: id, id: spellId, name: written(24), hue: z.enum(spellHues), glyph: path.nullable() },
  ...{ hint: text({ max: 80 }), position: z.int(), created_at: time, removed_at: time.nullable() },
  direction: z.enum(spellDirections).default('fixed'), // as before spells had a direction
  second_glyph: path.nullable().default(null),
});
const participants = z.strictObject({
  ...{ id, key_hash: bytes, nickname, display_name: nickname.nullable(), created_at: time },
  ...{ sigil: z.enum(sigils), metal: z.enum(metals), grove: z.enum(groves), flagged: z.boolean() },
  ...{ hidden: z.boolean(), removal: z.enum(['no', 'sent', 'banned']), removed_at: time.nullable() },
  ...{ imported: z.boolean(), adapts_from: time.nullable().default(null) },
});
const rounds = z.strictObject({
  ...{ id, number: z.int().min(1), kind: z.enum(roundKinds), spell_id: spellId.nullable(), duel: z.array(id).max(2) },
  ...{ starts_at: time, ends_at: time, paused_at: time.nullable(), undone: z.boolean(), created_at: time },
  pauses: z.array(z.tuple([z.number(), z.number()])).max(1_000),
});
const steps = z.strictObject({
  ...{ id, position: z.int(), kind: z.enum(stepKinds), title: text({ max: 60 }), seconds: z.int().nullable() },
  ...{ spell_id: spellId.nullable(), challenge: z.enum(roundKinds).nullable(), entered_at: time.nullable() },
  ...{ round_id: id.nullable(), removed_at: time.nullable() },
  free_casting: z.boolean().default(false), // as before steps had the switch
});
const casts = z.strictObject({
  ...{ id, participant_id: id, intent: z.enum(['teach', 'cast']), spell_id: spellId.nullable(), source: word },
  ...{ started_at: time, received_at: time, began_at: time.nullable(), duration_ms: z.int().min(0) },
  ...{ rate_hz: z.number(), max_gap_ms: z.number(), channels: smallint, count: smallint, checksum: z.int().min(0) },
  ...{ flipped: z.boolean().nullable(), turned: z.int().min(0).max(359).nullable(), hand: z.enum(hands).nullable() },
  ...{ samples: bytes, shape: bytes.nullable(), model_id: id.nullable(), recognized_id: spellId.nullable() },
  ...{ probabilities: z.array(z.number()).max(1_000), import_id: id.nullable(), original_id: id.nullable() },
  confirmed_at: time.nullable().default(null),
});

/** A table of the file. */
export interface EveningTable {
  readonly name: string;
  /** The columns in the file. */
  readonly row: z.ZodObject;
  /** Rows of the event with id $1. */
  readonly where: string;
  readonly order: string;
  /** Whether the rows have an `event_id`, which the file leaves out. */
  readonly ofEvent: boolean;
  /** The row of the event that a column refers to. */
  readonly parent?: { readonly table: 'participants' | 'casts' | 'datasets'; readonly column: string };
}

/** Casts that were removed with their import are left out: they could not be restored. */
const castsOfEvent = `event_id = $1
  AND (import_id IS NULL OR import_id NOT IN (SELECT id FROM imports WHERE removed_at IS NOT NULL))`;
const ofEvent = { where: 'event_id = $1', ofEvent: true } as const;
const ofCast = {
  ...{ where: `cast_id IN (SELECT id FROM casts WHERE ${castsOfEvent})`, ofEvent: false },
  parent: { table: 'casts', column: 'cast_id' },
} as const;
const book = '(SELECT spellbook_id FROM events WHERE id = $1)';

/** Everything of an evening, in the order of the file: rows come after those that they refer to. */
export const eveningTables: readonly EveningTable[] = [
  {
    ...{ name: 'spellbooks', where: `id = ${book}`, order: 'id', ofEvent: false },
    row: z.strictObject({ id, name: written(40), created_at: time, archived_at: time.nullable() }),
  },
  { name: 'spells', row: spells, where: `spellbook_id = ${book}`, order: 'position', ofEvent: false },
  { name: 'events', row: events, where: 'id = $1', order: 'id', ofEvent: false },
  { name: 'participants', row: participants, order: 'id', ...ofEvent },
  {
    name: 'forgotten_keys',
    row: z.strictObject({ key_hash: bytes, forgotten_at: time }),
    order: 'key_hash',
    ...ofEvent,
  },
  {
    ...{ name: 'deleted_casts', row: z.strictObject({ participant_id: id, cast_id: id, deleted_at: time }) },
    ...{ where: 'participant_id IN (SELECT id FROM participants WHERE event_id = $1)', order: 'cast_id' },
    ...{ ofEvent: false, parent: { table: 'participants', column: 'participant_id' } },
  },
  {
    ...{ name: 'participant_devices', row: z.strictObject({ participant_id: id, device_hash: bytes }) },
    ...{ where: 'participant_id IN (SELECT id FROM participants WHERE event_id = $1)', order: 'device_hash' },
    ...{ ofEvent: false, parent: { table: 'participants', column: 'participant_id' } },
  },
  { name: 'rounds', row: rounds, order: 'number', ...ofEvent },
  { name: 'steps', row: steps, order: 'position, id', ...ofEvent },
  {
    ...{ name: 'datasets', order: 'created_at, id', ...ofEvent },
    row: z.strictObject({
      ...{ id, name: title, note: text({ max: 400 }), created_by: text({ max: MAX_NICKNAME }), created_at: time },
      removed_at: time.nullable(),
    }),
  },
  {
    ...{ name: 'casts', row: casts, where: castsOfEvent, order: 'id', ofEvent: true },
    parent: { table: 'participants', column: 'participant_id' },
  },
  {
    ...{ name: 'labels', order: 'id', ...ofCast },
    row: z.strictObject({
      ...{ cast_id: id, kind: z.enum(['spell', 'discard', 'withdraw', 'unsure']), spell_id: spellId.nullable() },
      ...{ review: z.boolean(), member_id: id.nullable(), created_at: time },
    }),
  },
  {
    ...{ name: 'current_labels', order: 'cast_id', ...ofCast, ofEvent: true },
    row: z.strictObject({
      ...{ cast_id: id, spell_id: spellId.nullable(), participant_id: id, member_id: id.nullable(), created_at: time },
    }),
  },
  {
    ...{ name: 'predictions', order: 'cast_id', ...ofCast, ofEvent: true },
    row: z.strictObject({
      ...{
        cast_id: id,
        model_id: id,
        spell_id: spellId.nullable(),
        confidence: share,
        runner_up_id: spellId.nullable(),
      },
      ...{ runner_up_confidence: share, quarantine: word.nullable() },
    }),
  },
  {
    ...{ name: 'cast_comments', order: 'cast_id, member_id', ...ofCast },
    row: z.strictObject({
      cast_id: id,
      member_id: id,
      text: written(MAX_COMMENT_LENGTH, true),
      changed_at: time,
    }),
  },
  {
    ...{ name: 'dataset_casts', order: 'dataset_id, cast_id', ofEvent: false },
    where: 'dataset_id IN (SELECT id FROM datasets WHERE event_id = $1)',
    parent: { table: 'datasets', column: 'dataset_id' },
    row: z.strictObject({ dataset_id: id, cast_id: id, spell_id: spellId.nullable(), discarded: z.boolean() }),
  },
];

/** First line of a file. */
export const eveningHeader = z.strictObject({ wandcast: z.literal('evening'), version: z.literal(1) });
/** Every other line except the last one, which proves that the file is complete. */
export const eveningLine = z.strictObject({ table: z.string(), row: z.record(z.string(), z.unknown()) });
export const eveningEnd = z.strictObject({ end: z.literal(true), rows: z.int().min(0) });
