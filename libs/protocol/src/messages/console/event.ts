import { z } from 'zod';
import type { EventInfo } from '../../domain/entities.js';
import type { EventCopied, EventDetails, EventPage, EventWinners } from '../../snapshots/past-events.js';
import { eventCode } from '../../schemas/ids.js';
import { text } from '../../schemas/text.js';
import { MAX_EVENTS_LISTED } from '../../vocabulary/limits.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const bookId = z.uuid();
const eventId = z.uuid();

export const eventBegin = defineMessage({
  name: 'event:begin',
  schema: z.strictObject({
    after: eventCode,
    title: text({ min: 1, max: 60 }),
    bookId,
    plan: z.union([z.literal('default'), eventId]).optional(),
  }),
  answer: wireType<EventInfo>('EventInfo'),
  role: 'moderator',
  about:
    'Ends the event `after` and starts the next one with a new code. `plan` is the event whose run of show it copies: by default `after`.',
});

export const eventList = defineMessage({
  name: 'event:list',
  schema: z.strictObject({ before: eventId.nullable(), limit: z.int().min(1).max(MAX_EVENTS_LISTED) }),
  answer: wireType<EventPage>('EventPage'),
  role: 'viewer',
  about: 'Lists all events, newest first; `before` is the last one of the previous page.',
});

export const eventWinners = defineMessage({
  name: 'event:winners',
  schema: z.strictObject({ eventIds: z.array(eventId).min(1).max(MAX_EVENTS_LISTED) }),
  answer: wireType<readonly EventWinners[]>('EventWinners[]'),
  role: 'viewer',
  about: 'Returns who won these events.',
});

export const eventShow = defineMessage({
  name: 'event:show',
  schema: z.strictObject({ eventId }),
  answer: wireType<EventDetails>('EventDetails'),
  role: 'viewer',
  about: 'Returns figures, run of show and results of an event.',
});

export const eventCopy = defineMessage({
  name: 'event:copy',
  schema: z.strictObject({ eventId, plan: z.boolean(), book: z.boolean() }),
  answer: wireType<EventCopied>('EventCopied'),
  role: 'moderator',
  about: 'Replaces the run of show of the current event with that of another one, and uses its spellbook.',
});

export const eventRemove = defineMessage({
  name: 'event:remove',
  schema: z.strictObject({ eventId, code: eventCode }),
  answer: wireType<null>('null'),
  role: 'owner',
  about: 'Deletes a past event with everything in it after a grace period of ten minutes. `code` confirms it.',
});

export const eventRestore = defineMessage({
  name: 'event:restore',
  schema: z.strictObject({ eventId }),
  answer: wireType<null>('null'),
  role: 'owner',
  about: 'Restores a deleted event within the grace period.',
});
