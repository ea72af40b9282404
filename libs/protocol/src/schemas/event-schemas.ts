import { z } from 'zod';
import { nickname, participantId, spellId } from '../vocabulary/ids.js';
import { stepKinds, roundKinds, stageViews } from '../vocabulary/enums.js';

const roundId = z.uuid();
const stepId = z.uuid();
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

const step = z
  .strictObject({
    kind: z.enum(stepKinds),
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
  z.strictObject({ by: z.literal('participant'), participantId }),
]);

/** What the console says to run the show: stage, rounds, plan, people, rehearsal. */
export const showMessages = {
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
  'step:add': z.strictObject({ step, to: z.int().min(0).max(1_000).nullable().default(null) }),
  'step:edit': z.strictObject({ stepId, step }),
  'step:move': z.strictObject({ stepId, to: z.int().min(0).max(1_000) }),
  'step:remove': z.strictObject({ stepId }),
  'step:restore': z.strictObject({ stepId }),
  /** The room goes there: what the stage shows, what is taught, trained or played. */
  'step:enter': z.strictObject({ stepId }),
  'participants:list': z.strictObject({}),
  /** Another name for all to see: given, made up, or what they signed themselves. */
  'participant:rename': z.strictObject({
    participantId,
    name: z.union([nickname, z.null()]),
    own: z.boolean().default(false),
  }),
  'participant:hide': z.strictObject({ participantId, hidden: z.boolean() }),
  /** Out of the room, for a while or for good. */
  'participant:remove': z.strictObject({ participantId, forGood: z.boolean() }),
  'participant:readmit': z.strictObject({ participantId }),
  'rehearsal:start': z.strictObject({ wizards: z.int().min(1).max(1_000) }),
  'rehearsal:stop': z.strictObject({}),
  'stage:show': z.strictObject({ view: z.enum(stageViews) }),
} as const;
