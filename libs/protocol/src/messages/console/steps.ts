import { z } from 'zod';
import { hasCasting, type RunOfShow } from '../../domain/event-steps.js';
import { spellId } from '../../schemas/ids.js';
import { text } from '../../schemas/text.js';
import { roundKinds, stepKinds } from '../../vocabulary/enums.js';
import { MAX_STEPS } from '../../vocabulary/limits.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const stepId = z.uuid();

const step = z
  .strictObject({
    kind: z.enum(stepKinds),
    title: text({ max: 60 }).default(''),
    seconds: z.int().min(3).max(3_600).nullable().default(null),
    spell: spellId.nullable().default(null),
    challenge: z.enum(roundKinds).nullable().default(null),
    freeCasting: z.boolean().default(false),
  })
  .refine(({ kind, challenge }) => (kind === 'round') === (challenge !== null), 'needs a challenge if it is a round')
  .refine(({ challenge, spell }) => challenge === null || (challenge === 'free') === (spell === null), 'needs a spell')
  .refine(({ kind, seconds }) => kind !== 'round' || seconds !== null, 'needs a length')
  .refine(({ kind, title }) => kind !== 'note' || title !== '', 'needs a text')
  .refine(({ kind, freeCasting }) => !freeCasting || hasCasting(kind), 'has no casting');

export const stepAdd = defineMessage({
  name: 'step:add',
  schema: z.strictObject({ step, to: z.int().min(0).max(1_000).nullable().default(null) }),
  answer: wireType<RunOfShow>('RunOfShow'),
  role: 'moderator',
  about:
    'Adds a step at an index from 0; null is the end. A step has a `challenge` if `kind` is `round`, and only then. ' +
    'It then needs `seconds`, and a `spell` unless the challenge is `free`, which has none. A `note` needs a `title`. ' +
    'Only `cast` and `round` may have `freeCasting` (C14).',
});

export const stepEdit = defineMessage({
  name: 'step:edit',
  schema: z.strictObject({ stepId, step }),
  answer: wireType<RunOfShow>('RunOfShow'),
  role: 'moderator',
  about: 'Replaces a step. The same rules apply as to `step:add`.',
});

export const stepMove = defineMessage({
  name: 'step:move',
  schema: z.strictObject({ stepId, to: z.int().min(0).max(1_000) }),
  answer: wireType<RunOfShow>('RunOfShow'),
  role: 'moderator',
  about: 'Moves a step to an index from 0.',
});

export const stepRemove = defineMessage({
  name: 'step:remove',
  schema: z.strictObject({ stepId }),
  answer: wireType<RunOfShow>('RunOfShow'),
  role: 'moderator',
  about: 'Removes a step; it can be restored.',
});

export const stepRestore = defineMessage({
  name: 'step:restore',
  schema: z.strictObject({ stepId }),
  answer: wireType<RunOfShow>('RunOfShow'),
  role: 'moderator',
  about: 'Restores a removed step.',
});

export const stepsUse = defineMessage({
  name: 'steps:use',
  schema: z.strictObject({ stepIds: z.array(z.uuid()).max(MAX_STEPS) }),
  answer: wireType<RunOfShow>('RunOfShow'),
  role: 'moderator',
  about: 'Makes these steps the run of show, in this order, and removes all others except the current one.',
});

export const stepEnter = defineMessage({
  name: 'step:enter',
  schema: z.strictObject({ stepId }),
  answer: wireType<RunOfShow>('RunOfShow'),
  role: 'moderator',
  about: 'Enters a step (N1). The answer can be a failure although the step was entered.',
});
