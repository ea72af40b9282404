import { z } from 'zod';
import { castId, eventCode, participantId, spellId } from '../vocabulary/ids.js';
import {
  MAX_CASTS_LABELED,
  MAX_CASTS_NAMED,
  MAX_CASTS_SHOWN,
  MAX_GLYPH,
  MAX_GLYPHS_BROUGHT,
  MAX_QUEUE_TAKE,
  MAX_SPELLS_BROUGHT,
} from '../vocabulary/limits.js';
import { showMessages } from './event-schemas.js';
import { modelKinds, queueSlices, roles, spellHues } from '../vocabulary/enums.js';

const name = z.string().trim().min(1).max(24);
const hue = z.enum(spellHues);
const path = z.string().min(1).max(MAX_GLYPH);
const glyph = path.nullable();
const hint = z.string().trim().max(80);
const broughtSpells = z
  .array(z.strictObject({ name, hue, glyph: path }))
  .min(1)
  .max(MAX_SPELLS_BROUGHT)
  .refine((spells) => spells.reduce((sum, one) => sum + one.glyph.length, 0) <= MAX_GLYPHS_BROUGHT, 'too long');
const bookId = z.uuid();
const bookName = z.string().trim().min(1).max(40);
const modelId = z.uuid();
const probability = z.number().min(0).max(1);

/** What a human says of a cast; withdrawn, it is what its phone said again. */
const label = z.discriminatedUnion('kind', [
  z.strictObject({ castId, kind: z.literal('spell'), spell: spellId }),
  z.strictObject({ castId, kind: z.enum(['discard', 'withdraw']) }),
]);

const importId = z.uuid();
const datasetId = z.uuid();
/** Ms since 1970. */
const time = z.number().min(0).max(8.64e15);

/** Which casts a dataset is made of; null is any. */
const selection = z.discriminatedUnion('by', [
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

/** What the console says of a file before it sends it: the same answers are the same file. */
export const newImport = z.strictObject({
  name: z.string().trim().min(1).max(200),
  size: z.int().min(1),
  /** Ms since 1970, as the file system has it. */
  modified: z.number().min(0).max(8.64e15).default(0),
});

export const fromConsole = {
  'preflight:remove': z.strictObject({ id: z.uuid().nullable() }),
  ...showMessages,
  'room:lock': z.strictObject({ locked: z.boolean() }),
  /** The spell the room teaches now; null where it teaches none in particular. */
  'room:teach': z.strictObject({ spell: spellId.nullable() }),
  'spell:create': z.strictObject({ name, hue, glyph }),
  /** Another glyph for a spell that is there. */
  'spell:draw': z.strictObject({ spellId, glyph }),
  /** Out of the book; its casts stay, and so does the way back: `spell:restore`. */
  'spell:remove': z.strictObject({ spellId }),
  'spell:restore': z.strictObject({ spellId }),
  'spell:rename': z.strictObject({ spellId, name }),
  'spell:recolor': z.strictObject({ spellId, hue }),
  'spell:describe': z.strictObject({ spellId, hint }),
  /** To another place in the book, counted from 0; past its end is its end. */
  'spell:move': z.strictObject({ spellId, to: z.int().min(0).max(10_000) }),
  /** Those that the book lacks, in one go. */
  'spells:import': z.strictObject({ spells: broughtSpells }),
  /** Blank, or with what is in another one. */
  'book:create': z.strictObject({ name: bookName, from: bookId.nullable() }),
  'book:rename': z.strictObject({ bookId, name: bookName }),
  /** Put away with everything in it; the way back is `book:restore`. */
  'book:archive': z.strictObject({ bookId }),
  'book:restore': z.strictObject({ bookId }),
  /** The room uses it from now on. */
  'book:open': z.strictObject({ bookId }),
  /** Ends the event `after` and begins the next, with a code of its own. */
  'event:begin': z.strictObject({ after: eventCode, title: z.string().trim().min(1).max(60), bookId }),
  'room:learn': z.strictObject({ learning: z.boolean() }),
  /** On all that was taught, or on exactly the casts and labels of a dataset. */
  'model:train': z.strictObject({ kind: z.enum(modelKinds), datasetId: datasetId.nullable().default(null) }),
  'training:cancel': z.strictObject({ trainingId: z.uuid() }),
  'model:activate': z.strictObject({ modelId }),
  'model:threshold': z.strictObject({ modelId, threshold: probability }),
  'model:inspect': z.strictObject({ modelId }),
  'casts:show': z.strictObject({ castIds: z.array(castId).min(1).max(MAX_CASTS_SHOWN) }),
  'casts:label': z.strictObject({ labels: z.array(label).min(1).max(MAX_CASTS_LABELED) }),
  'queue:show': z.strictObject({}),
  /** The next casts to label, for this member alone while they have them. */
  'queue:take': z.strictObject({
    count: z.int().min(1).max(MAX_QUEUE_TAKE),
    only: z.enum(queueSlices).nullable(),
    /** Those the page has or has passed over. */
    except: z.array(castId).max(500),
  }),
  'queue:leave': z.strictObject({}),
  'casts:similar': z.strictObject({ castId }),
  'team:show': z.strictObject({}),
  'member:invite': z.strictObject({ role: z.enum(roles), note: z.string().trim().max(60) }),
  'member:change': z.strictObject({ memberId: z.uuid(), role: z.enum(roles) }),
  'member:remove': z.strictObject({ memberId: z.uuid() }),
  'invitation:withdraw': z.strictObject({ invitationId: z.uuid() }),
  /** A key for commands, in place of a browser's cookie. */
  'key:make': z.strictObject({ about: z.string().trim().min(1).max(60) }),
  /** One of one's own sessions or keys. */
  'session:end': z.strictObject({ sessionId: z.uuid() }),
  'audit:list': z.strictObject({ before: z.int().min(1).nullable(), limit: z.int().min(1).max(200) }),
  /** Stores what a file holds; `skipBad` says that its bad lines may be left out. */
  'import:store': z.strictObject({ importId, skipBad: z.boolean() }),
  'import:cancel': z.strictObject({ importId }),
  'dataset:save': z.strictObject({
    name: z.string().trim().min(1).max(60),
    note: z.string().trim().max(400),
    selection,
  }),
  /** Counted anew. */
  'dataset:list': z.strictObject({}),
  /** Models that learnt from it keep its name, and there is a way back: `dataset:restore`. */
  'dataset:remove': z.strictObject({ datasetId }),
  'dataset:restore': z.strictObject({ datasetId }),
} as const;
