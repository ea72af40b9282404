import { z } from 'zod';
import type { EventInfo } from '../../domain/entities.js';
import { eventCode } from '../../schemas/ids.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const bookId = z.uuid();

export const eventBegin = defineMessage({
  name: 'event:begin',
  schema: z.strictObject({ after: eventCode, title: z.string().trim().min(1).max(60), bookId }),
  answer: wireType<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Ends the event `after` and starts the next one with a new code.',
});
