import { z } from 'zod';
import type { EventInfo } from '../../domain/entities.js';
import { spotlight } from '../../schemas/objects.js';
import { text } from '../../schemas/text.js';
import { stageViews } from '../../vocabulary/enums.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

export const stageShow = defineMessage({
  name: 'stage:show',
  schema: z.strictObject({ view: z.enum(stageViews) }),
  answer: wireType<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Changes the view of the stage without entering a step.',
});

export const stageReplay = defineMessage({
  name: 'stage:replay',
  schema: z.strictObject({}),
  answer: wireType<null>('null'),
  role: 'moderator',
  about: 'Reveals the result of the last round, or the podium, again on every stage that shows it (N6).',
});

export const stageDirect = defineMessage({
  name: 'stage:direct',
  schema: z
    .strictObject({
      /** A dark screen, whatever the view. */
      blank: z.boolean(),
      /** Text on stage and phones. */
      announcement: text({ min: 1, max: 160 }).nullable(),
      spotlight,
      /** Reduced motion. */
      calm: z.boolean(),
      sound: z.boolean(),
      /** Whether phones may send reactions. */
      reactions: z.boolean(),
    })
    .partial(),
  answer: wireType<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Changes how the stage presents its view; omitted fields stay as they are.',
});
