import { z } from 'zod';
import { tidyNickname } from '../nicknames/nickname.js';

/** Lower case, as databases write it: an id is compared as text. */
export const castId = z.uuid({ version: 'v7' }).toLowerCase().brand<'CastId'>();
export const participantId = z.uuid().brand<'ParticipantId'>();
export const spellId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<'SpellId'>();
/** Case and spaces do not matter to someone typing a code off a screen. */
export const eventCode = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, '').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9]{4,12}$/))
  .brand<'EventCode'>();

/** Tidied rather than refused: a person at the door cannot see what is wrong with a character they cannot see. */
export const nickname = z.string().max(200).transform(tidyNickname).pipe(z.string().min(1, 'needs a letter'));
