import { z } from 'zod';
import { normalizeNickname } from '../nicknames/nickname.js';
import { EVENT_CODE, isMistyped, normalizeEventCode } from '../vocabulary/event-code.js';

/** Lower case, as PostgreSQL returns UUIDs, because ids are compared as text. */
export const castId = z.uuid({ version: 'v7' }).toLowerCase().brand<'CastId'>();
export const participantId = z.uuid().brand<'ParticipantId'>();
export const spellId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<'SpellId'>();
/** A join code. Case, spaces and hyphens are ignored, because people type it from a screen. */
export const eventCode = z
  .string()
  .transform(normalizeEventCode)
  .pipe(
    z
      .string()
      .regex(EVENT_CODE)
      .refine((code) => !isMistyped(code), 'is mistyped'),
  )
  .brand<'EventCode'>();

/** Cleaned up instead of refused: users could not tell which invisible character is wrong. */
export const nickname = z.string().max(200).transform(normalizeNickname).pipe(z.string().min(1, 'needs a letter'));
