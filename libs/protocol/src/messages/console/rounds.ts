import { z } from 'zod';
import type { Round } from '../../domain/rounds.js';
import { participantId, spellId } from '../../schemas/ids.js';
import { roundKinds } from '../../vocabulary/enums.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const roundId = z.uuid();
const seconds = z.int().min(3).max(3_600);

/** The task of a round. A duel without participants is between the two highest-ranked ones who are connected. */
const challenge = z
  .strictObject({
    kind: z.enum(roundKinds),
    spell: spellId.nullable().default(null),
    seconds,
    duel: z.tuple([participantId, participantId]).nullable().default(null),
  })
  .refine(({ kind, spell }) => (kind === 'free') === (spell === null), 'needs a spell, unless it is free')
  .refine(({ kind, duel }) => duel === null || (kind === 'duel' && duel[0] !== duel[1]), 'needs two people');

export const roundStart = defineMessage({
  name: 'round:start',
  schema: challenge,
  answer: wireType<Round>('Round'),
  role: 'moderator',
  about:
    'Announces a round, which starts at its `startsAt`. `spell` is null if `kind` is `free`, and only then. `duel` ' +
    'names two different participants of the event who are not hidden, only if `kind` is `duel`; without it the two best-ranked connected ones play.',
});

export const roundPause = defineMessage({
  name: 'round:pause',
  schema: z.strictObject({ roundId }),
  answer: wireType<Round>('Round'),
  role: 'moderator',
  about: 'Pauses a round.',
});

export const roundResume = defineMessage({
  name: 'round:resume',
  schema: z.strictObject({ roundId }),
  answer: wireType<Round>('Round'),
  role: 'moderator',
  about: 'Resumes a paused round and moves its end by the pause.',
});

export const roundExtend = defineMessage({
  name: 'round:extend',
  schema: z.strictObject({ roundId, seconds: z.int().min(1).max(3_600) }),
  answer: wireType<Round>('Round'),
  role: 'moderator',
  about: 'Adds playing time to a round, even after its end.',
});

export const roundEnd = defineMessage({
  name: 'round:end',
  schema: z.strictObject({ roundId }),
  answer: wireType<Round>('Round'),
  role: 'moderator',
  about: 'Ends a round now. Casts so far count, and their speed is that of a round of this length.',
});

export const roundUndo = defineMessage({
  name: 'round:undo',
  schema: z.strictObject({ roundId }),
  answer: wireType<Round>('Round'),
  role: 'moderator',
  about: 'Cancels a running round, or removes the points of a finished one.',
});

export const roundRedo = defineMessage({
  name: 'round:redo',
  schema: z.strictObject({ roundId }),
  answer: wireType<Round>('Round'),
  role: 'moderator',
  about: 'Restores an undone round.',
});
