import { z } from 'zod';
import type { EventInfo } from '../../domain/entities.js';
import type { Rehearsal } from '../../domain/event-steps.js';
import type { Preflight } from '../../domain/preflight.js';
import { eventCode, spellId } from '../../vocabulary/ids.js';
import { stageViews } from '../../vocabulary/enums.js';
import { spotlight } from '../../schemas/objects.js';
import { defineMessage, shape } from '../../definition/define-message.js';
import * as clock from '../common/clock.js';

const bookId = z.uuid();

export const roomLock = defineMessage({
  name: 'room:lock',
  schema: z.strictObject({ locked: z.boolean() }),
  answer: shape<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Locks or unlocks the event for new participants.',
});

export const roomTeach = defineMessage({
  name: 'room:teach',
  schema: z.strictObject({ spell: spellId.nullable() }),
  answer: shape<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Sets the spell that participants are asked to teach; null for none in particular.',
});

export const roomLearn = defineMessage({
  name: 'room:learn',
  schema: z.strictObject({ learning: z.boolean() }),
  answer: shape<boolean>('boolean'),
  role: 'moderator',
  about: "Sets whether glyph spells learn from the room's casts automatically.",
});

export const stageShow = defineMessage({
  name: 'stage:show',
  schema: z.strictObject({ view: z.enum(stageViews) }),
  answer: shape<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Changes the view of the stage without entering a step.',
});

export const stageDirect = defineMessage({
  name: 'stage:direct',
  schema: z
    .strictObject({
      /** A dark screen, whatever the view. */
      blank: z.boolean(),
      /** Text on stage and phones. */
      announcement: z.string().trim().min(1).max(160).nullable(),
      spotlight,
      /** Reduced motion. */
      calm: z.boolean(),
      sound: z.boolean(),
    })
    .partial(),
  answer: shape<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Changes how the stage presents its view; omitted fields stay as they are.',
});

export const eventBegin = defineMessage({
  name: 'event:begin',
  schema: z.strictObject({ after: eventCode, title: z.string().trim().min(1).max(60), bookId }),
  answer: shape<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Ends the event `after` and starts the next one with a new code.',
});

export const rehearsalStart = defineMessage({
  name: 'rehearsal:start',
  schema: z.strictObject({ wizards: z.int().min(1).max(1_000) }),
  answer: shape<Rehearsal>('Rehearsal'),
  role: 'moderator',
  about: 'Starts a rehearsal with simulated wizards.',
});

export const rehearsalStop = defineMessage({
  name: 'rehearsal:stop',
  schema: z.strictObject({}),
  answer: shape<null>('null'),
  role: 'moderator',
  about: 'Removes the simulated wizards.',
});

export const preflightRemove = defineMessage({
  name: 'preflight:remove',
  schema: z.strictObject({ id: z.uuid().nullable() }),
  answer: shape<readonly Preflight[]>('Preflight[]'),
  role: 'moderator',
  about: 'Removes a preflight report; null removes all.',
});

export const clockRead = defineMessage({ ...clock.clockRead, role: 'viewer' });
