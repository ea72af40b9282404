import { z } from 'zod';
import type { Preflight } from '../../domain/preflight.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

export const preflightRemove = defineMessage({
  name: 'preflight:remove',
  schema: z.strictObject({ id: z.uuid().nullable() }),
  answer: wireType<readonly Preflight[]>('Preflight[]'),
  role: 'moderator',
  about: 'Removes a preflight report; null removes all.',
});
