import { z } from 'zod';
import type { ConsoleParticipant } from '../../domain/participants.js';
import { participantId, nickname } from '../../schemas/ids.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

export const participantsList = defineMessage({
  name: 'participants:list',
  schema: z.strictObject({ after: participantId.nullable().optional() }),
  answer: wireType<readonly ConsoleParticipant[]>('ConsoleParticipant[]'),
  role: 'viewer',
  about:
    'Lists 500 participants of the event in the order they joined; `after` is the last one of the previous page. Fewer are the last page.',
});

export const participantRename = defineMessage({
  name: 'participant:rename',
  schema: z.strictObject({
    participantId,
    name: z.union([nickname, z.null()]),
    own: z.boolean().default(false),
  }),
  answer: wireType<ConsoleParticipant>('ConsoleParticipant'),
  role: 'moderator',
  about: 'Changes the public name: to `name`, a generated name (null), or the name the participant entered (`own`).',
});

export const participantHide = defineMessage({
  name: 'participant:hide',
  schema: z.strictObject({ participantId, hidden: z.boolean() }),
  answer: wireType<ConsoleParticipant>('ConsoleParticipant'),
  role: 'moderator',
  about: 'Hides a participant from stages and boards, or shows them again.',
});

export const participantRemove = defineMessage({
  name: 'participant:remove',
  schema: z.strictObject({ participantId, forGood: z.boolean() }),
  answer: wireType<ConsoleParticipant>('ConsoleParticipant'),
  role: 'moderator',
  about: 'Removes a participant from the room for five minutes, or for good.',
});

export const participantReadmit = defineMessage({
  name: 'participant:readmit',
  schema: z.strictObject({ participantId }),
  answer: wireType<ConsoleParticipant>('ConsoleParticipant'),
  role: 'moderator',
  about: 'Lets a removed participant back in.',
});
