import { z } from 'zod';
import type { PageLinks } from '../../snapshots/console-state.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

export const linksRenew = defineMessage({
  name: 'links:renew',
  schema: z.strictObject({}),
  answer: wireType<PageLinks>('PageLinks'),
  role: 'moderator',
  about:
    'Replaces the links of stage and preflight. The old ones of the room, of all its events, stop working at once (H12).',
});
