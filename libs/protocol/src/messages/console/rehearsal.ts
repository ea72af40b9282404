import { z } from 'zod';
import type { Rehearsal } from '../../domain/event-steps.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

export const rehearsalStart = defineMessage({
  name: 'rehearsal:start',
  schema: z.strictObject({ wizards: z.int().min(1).max(1_000) }),
  answer: wireType<Rehearsal>('Rehearsal'),
  role: 'moderator',
  about: 'Starts a rehearsal with simulated wizards.',
});

export const rehearsalStop = defineMessage({
  name: 'rehearsal:stop',
  schema: z.strictObject({}),
  answer: wireType<null>('null'),
  role: 'moderator',
  about: 'Removes the simulated wizards.',
});
