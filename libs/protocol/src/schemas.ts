/**
 * Every message, once: schema, type and event map come from one line. The shapes are in SPEC.md.
 * Servers import this file; pages import the types alone, so that no phone downloads a validator.
 */
import { z } from 'zod';
import {
  MAX_CASTS_FETCHED,
  MAX_CASTS_LABELLED,
  MAX_CASTS_NAMED,
  MAX_CASTS_SHOWN,
  MAX_CAST_SAMPLES,
  MAX_GLYPH,
  MAX_GLYPHS_BROUGHT,
  MAX_MESSAGE_BYTES,
  MAX_QUEUE_TAKE,
  MAX_SPELLS_BROUGHT,
} from './limits.js';
import { tidyNickname } from './nickname.js';
import { isChannelMask } from './samples.js';

/** Lower case, as databases write it: an id is compared as text. */
export const castId = z.uuid({ version: 'v7' }).toLowerCase().brand<'CastId'>();
export const participantId = z.uuid().brand<'ParticipantId'>();
export const spellId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<'SpellId'>();
/** Case and spaces do not matter to someone typing a code off a screen. */
export const eventCode = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, '').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9]{4,12}$/))
  .brand<'EventCode'>();

export const sigils = ['moon', 'star', 'key', 'feather', 'candle', 'moth', 'acorn', 'comet'] as const;
export const metals = ['silver', 'brass', 'copper', 'verdigris', 'iron'] as const;
export const spellHues = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil'] as const;
/** What someone at the console may do, least first; see roles.ts. */
export const roles = ['viewer', 'moderator', 'owner'] as const;
/** Why a cast is in the queue, in the order of the queue's own interest. */
export const queueSlices = ['quarantine', 'contradiction', 'uncertain', 'second', 'random'] as const;
/** What the stage may show. */
export const stageViews = [
  'lobby',
  'teach',
  'live',
  'round',
  'leaders',
  'houses',
  'training',
  'podium',
  'note',
] as const;
/** Steps of the run of show: a stage view, or for `note` words alone. Entering `train` trains, entering `round` begins one. */
export const phaseKinds = ['lobby', 'teach', 'train', 'cast', 'round', 'leaders', 'houses', 'podium', 'note'] as const;
/** `order`: cast this now. `free`: each spell once. `duel`: two people. `fastest`: time alone. `imitate`: likeness alone. */
export const roundKinds = ['order', 'free', 'duel', 'fastest', 'imitate'] as const;
/** Everyone is of one of four houses, which the pages call groves. */
export const houses = ['ash', 'birch', 'rowan', 'yew'] as const;
/** Kinds of model that can be asked for; `auto` keeps the candidate that does best on people it has not met. */
export const modelKinds = ['auto', 'blend', 'rocket', 'cnn', 'cnn2018'] as const;

/** Tidied rather than refused: a person at the door cannot see what is wrong with a character they cannot see. */
const nickname = z.string().max(200).transform(tidyNickname).pipe(z.string().min(1, 'needs a letter'));
const intent = z.enum(['teach', 'cast']);
/** How a wand records. */
export const wandSources = ['motion', 'pointer', 'simulated'] as const;
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
const label = z.discriminatedUnion('verdict', [
  z.strictObject({ castId, verdict: z.literal('spell'), spell: spellId }),
  z.strictObject({ castId, verdict: z.enum(['discard', 'withdraw']) }),
]);

const memberName = z.string().max(200).transform(tidyNickname).pipe(z.string().min(1, 'needs a letter'));
/** Length is what counts (NIST SP 800-63B); no rules about which characters. */
const newPassword = z.string().min(10, 'needs at least 10 characters').max(200);
const password = z.string().min(1).max(200);
const secret = z.string().min(1).max(200);

/** Bodies of the account routes, for whoever has no session yet. */
export const accountBodies = {
  signIn: z.strictObject({ name: memberName, password }),
  /** With the token of the set-up link, or of an invitation. */
  join: z.strictObject({ token: secret, name: memberName, password: newPassword }),
  invitation: z.strictObject({ token: secret }),
  password: z.strictObject({ current: password, next: newPassword }),
} as const;
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

const roundId = z.uuid();
const phaseId = z.uuid();
const seconds = z.int().min(3).max(3_600);
const spellToCast = spellId.nullable().default(null);

/** What a round asks for. Without names a duel is between the first two of the board who are here. */
const challenge = z
  .strictObject({
    kind: z.enum(roundKinds),
    spell: spellToCast,
    seconds,
    duel: z.tuple([participantId, participantId]).nullable().default(null),
  })
  .refine(({ kind, spell }) => (kind === 'free') === (spell === null), 'needs a spell, except where anything counts')
  .refine(({ kind, duel }) => duel === null || (kind === 'duel' && duel[0] !== duel[1]), 'needs two people');

const phase = z
  .strictObject({
    kind: z.enum(phaseKinds),
    title: z.string().trim().max(60).default(''),
    seconds: seconds.nullable().default(null),
    spell: spellToCast,
    challenge: z.enum(roundKinds).nullable().default(null),
  })
  .refine((one) => (one.kind === 'round') === (one.challenge !== null), 'needs a challenge, where it is a round')
  .refine((one) => one.challenge === null || (one.challenge === 'free') === (one.spell === null), 'needs a spell')
  .refine((one) => one.kind !== 'round' || one.seconds !== null, 'needs a length')
  .refine((one) => one.kind !== 'note' || one.title !== '', 'needs words');

const spotlight = z.discriminatedUnion('by', [
  /** The newest cast of whoever was not shown yet, else the surest. */
  z.strictObject({ by: z.literal('newest') }),
  /** The surest of the last seconds. */
  z.strictObject({ by: z.literal('best') }),
  z.strictObject({ by: z.literal('person'), participantId }),
]);

export const fromConsole = {
  'clock:read': z.strictObject({}),
  /** How the stage is directed beside its view; what is left out stays as it is. */
  'stage:direct': z
    .strictObject({
      /** Dark, whatever the view. */
      blank: z.boolean(),
      /** Words on stage and phones. */
      announcement: z.string().trim().min(1).max(160).nullable(),
      spotlight,
      /** Without swings and sparks. */
      calm: z.boolean(),
      sound: z.boolean(),
    })
    .partial(),
  'round:start': challenge,
  'round:pause': z.strictObject({ roundId }),
  'round:resume': z.strictObject({ roundId }),
  'round:extend': z.strictObject({ roundId, seconds: z.int().min(1).max(3_600) }),
  /** Now, with the points that there are. */
  'round:end': z.strictObject({ roundId }),
  /** Cancels it where it runs: nobody has points of it, until it is counted again. */
  'round:undo': z.strictObject({ roundId }),
  'round:redo': z.strictObject({ roundId }),
  'phase:add': z.strictObject({ phase, to: z.int().min(0).max(1_000).nullable().default(null) }),
  'phase:edit': z.strictObject({ phaseId, phase }),
  'phase:move': z.strictObject({ phaseId, to: z.int().min(0).max(1_000) }),
  'phase:remove': z.strictObject({ phaseId }),
  'phase:restore': z.strictObject({ phaseId }),
  /** The room goes there: what the stage shows, what is taught, trained or played. */
  'phase:enter': z.strictObject({ phaseId }),
  'people:list': z.strictObject({}),
  /** Another name for all to see: given, made up, or what they signed themselves. */
  'person:rename': z.strictObject({
    participantId,
    name: z.union([nickname, z.null()]),
    own: z.boolean().default(false),
  }),
  'person:hide': z.strictObject({ participantId, hidden: z.boolean() }),
  /** Out of the room, for a while or for good. */
  'person:remove': z.strictObject({ participantId, forGood: z.boolean() }),
  'person:readmit': z.strictObject({ participantId }),
  'rehearsal:start': z.strictObject({ wizards: z.int().min(1).max(1_000) }),
  'rehearsal:stop': z.strictObject({}),
  'room:lock': z.strictObject({ locked: z.boolean() }),
  /** The spell the room teaches now; null where it teaches none in particular. */
  'room:teach': z.strictObject({ spell: spellId.nullable() }),
  'stage:show': z.strictObject({ view: z.enum(stageViews) }),
  'spell:create': z.strictObject({ name, hue, glyph }),
  /** Another glyph for a spell that is there. */
  'spell:draw': z.strictObject({ spellId, glyph }),
  /** Out of the book; its casts stay, and so does the way back: `spell:restore`. */
  'spell:remove': z.strictObject({ spellId }),
  'spell:restore': z.strictObject({ spellId }),
  'spell:rename': z.strictObject({ spellId, name }),
  'spell:recolour': z.strictObject({ spellId, hue }),
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
  'casts:label': z.strictObject({ labels: z.array(label).min(1).max(MAX_CASTS_LABELLED) }),
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
