import { z } from 'zod';
import type { EventInfo } from '../../domain/entities.js';
import { spellId } from '../../schemas/ids.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

export const roomLock = defineMessage({
  name: 'room:lock',
  schema: z.strictObject({ locked: z.boolean() }),
  answer: wireType<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Locks or unlocks the event for new participants.',
});

export const roomTeach = defineMessage({
  name: 'room:teach',
  schema: z.strictObject({ spell: spellId.nullable() }),
  answer: wireType<EventInfo>('EventInfo'),
  role: 'moderator',
  about: 'Sets the spell that participants are asked to teach; null for none in particular.',
});

export const roomLearn = defineMessage({
  name: 'room:learn',
  schema: z.strictObject({ learning: z.boolean() }),
  answer: wireType<boolean>('boolean'),
  role: 'moderator',
  about: "Sets whether glyph spells learn from the room's casts automatically.",
});
