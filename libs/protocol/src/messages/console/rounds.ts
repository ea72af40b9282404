import { z } from 'zod';
import type { Round } from '../../domain/rounds.js';
import { participantId, spellId } from '../../vocabulary/ids.js';
import { roundKinds } from '../../vocabulary/enums.js';
import { defineMessage, shape } from '../../definition/define-message.js';

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
  answer: shape<Round>('Round'),
  role: 'moderator',
  about: 'Announces a round and starts it after the lead.',
});

export const roundPause = defineMessage({
  name: 'round:pause',
  schema: z.strictObject({ roundId }),
  answer: shape<Round>('Round'),
  role: 'moderator',
  about: 'Stops the clock of a round.',
});

export const roundResume = defineMessage({
  name: 'round:resume',
  schema: z.strictObject({ roundId }),
  answer: shape<Round>('Round'),
  role: 'moderator',
  about: 'Restarts the clock and moves the end by the pause.',
});

export const roundExtend = defineMessage({
  name: 'round:extend',
  schema: z.strictObject({ roundId, seconds: z.int().min(1).max(3_600) }),
  answer: shape<Round>('Round'),
  role: 'moderator',
  about: 'Adds playing time, also after the end.',
});

export const roundEnd = defineMessage({
  name: 'round:end',
  schema: z.strictObject({ roundId }),
  answer: shape<Round>('Round'),
  role: 'moderator',
  about: 'Ends a round now, with the points scored so far.',
});

export const roundUndo = defineMessage({
  name: 'round:undo',
  schema: z.strictObject({ roundId }),
  answer: shape<Round>('Round'),
  role: 'moderator',
  about: 'Cancels a running round, or takes back the points of one that is over.',
});

export const roundRedo = defineMessage({
  name: 'round:redo',
  schema: z.strictObject({ roundId }),
  answer: shape<Round>('Round'),
  role: 'moderator',
  about: 'Counts an undone round again.',
});
