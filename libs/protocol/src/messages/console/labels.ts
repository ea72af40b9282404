import { z } from 'zod';
import type { CastComment, CastPicture, LabeledCast } from '../../domain/casts.js';
import type { QueueState, QueuedCast, SimilarCast } from '../../domain/label-queue.js';
import { castId, spellId } from '../../schemas/ids.js';
import { text } from '../../schemas/text.js';
import { MAX_CASTS_LABELED, MAX_COMMENT_LENGTH, MAX_CASTS_SHOWN, MAX_QUEUE_TAKE } from '../../vocabulary/limits.js';
import { queueSlices } from '../../vocabulary/enums.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

/** Settles a disagreement between members: the cast is not offered for review again. */
const review = z.literal(true).optional();
/**
 * Takes back the member's own label and gives the cast the one that another member gave it before, as theirs. Ignored if
 * nobody else did.
 */
const restores = z.literal(true).optional();
/**
 * After `withdraw`, the spell that the phone reported applies again. `unsure` changes no label: the cast is offered to
 * other members. `sure` takes that back.
 */
const label = z.discriminatedUnion('kind', [
  z.strictObject({ castId, kind: z.literal('spell'), spell: spellId, review, restores }),
  z.strictObject({ castId, kind: z.literal('discard'), review, restores }),
  z.strictObject({ castId, kind: z.enum(['withdraw', 'unsure', 'sure']) }),
]);

export const castsShow = defineMessage({
  name: 'casts:show',
  schema: z.strictObject({ castIds: z.array(castId).min(1).max(MAX_CASTS_SHOWN) }),
  answer: wireType<readonly CastPicture[]>('CastPicture[]'),
  role: 'viewer',
  about: 'Returns pictures of casts, in the requested order.',
});

export const castsLabel = defineMessage({
  name: 'casts:label',
  schema: z.strictObject({ labels: z.array(label).min(1).max(MAX_CASTS_LABELED) }),
  answer: wireType<readonly LabeledCast[]>('LabeledCast[]'),
  role: 'moderator',
  about: 'Labels casts, discards them, withdraws labels, or says that one is unsure.',
});

export const castComment = defineMessage({
  name: 'cast:comment',
  schema: z.strictObject({ castId, text: text({ max: MAX_COMMENT_LENGTH, lines: true }) }),
  answer: wireType<readonly CastComment[]>('CastComment[]'),
  role: 'moderator',
  about: "Sets the member's comment on a cast; an empty text removes it. Returns all comments on the cast.",
});

export const castsSimilar = defineMessage({
  name: 'casts:similar',
  schema: z.strictObject({ castId }),
  answer: wireType<readonly SimilarCast[]>('SimilarCast[]'),
  role: 'viewer',
  about: 'Returns the six labeled casts most similar in shape.',
});

export const queueShow = defineMessage({
  name: 'queue:show',
  schema: z.strictObject({}),
  answer: wireType<QueueState>('QueueState'),
  role: 'viewer',
  about: 'Returns the state of the label queue.',
});

export const queueTake = defineMessage({
  name: 'queue:take',
  schema: z.strictObject({
    count: z.int().min(1).max(MAX_QUEUE_TAKE),
    only: z.enum(queueSlices).nullable(),
    /** Only casts of this participant. */
    person: z.uuid().nullable().default(null),
    /** Only casts of this spell: intended, labeled or recognized. */
    spell: spellId.nullable().default(null),
    /** Casts the page already has, and casts the member skipped. */
    except: z.array(castId).max(500),
  }),
  answer: wireType<readonly QueuedCast[]>('QueuedCast[]'),
  role: 'moderator',
  about: 'Takes the next casts to label, reserved for this member.',
});

export const queueLeave = defineMessage({
  name: 'queue:leave',
  schema: z.strictObject({}),
  answer: wireType<null>('null'),
  role: 'moderator',
  about: 'Returns the reserved casts to the queue.',
});
