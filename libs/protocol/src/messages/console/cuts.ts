import { z } from 'zod';
import { defineMessage, wireType } from '../../definition/define-message.js';
import type { CutCast } from '../../domain/casts.js';
import { castId } from '../../schemas/ids.js';
import { MAX_CAST_MS } from '../../vocabulary/limits.js';

/** Ms from the start of the cast. */
const time = z.number().min(0).max(MAX_CAST_MS);

export const castTrim = defineMessage({
  name: 'cast:trim',
  schema: z.strictObject({ castId, fromMs: time, untilMs: time }),
  answer: wireType<CutCast>('CutCast'),
  role: 'moderator',
  about: 'Replaces a cast by a part of it, which keeps its label. The whole cast can be restored.',
});

export const castSplit = defineMessage({
  name: 'cast:split',
  schema: z.strictObject({
    castId,
    atMs: time,
    /** Whether both parts keep label and spell of the cast; else neither has a spell. */
    keepsLabel: z.boolean(),
  }),
  answer: wireType<CutCast>('CutCast'),
  role: 'moderator',
  about: 'Replaces a cast by the two parts before and after a time.',
});

export const castRestore = defineMessage({
  name: 'cast:restore',
  schema: z.strictObject({ castId }),
  answer: wireType<CutCast>('CutCast'),
  role: 'moderator',
  about: 'Restores a trimmed or split cast and deletes its parts with their labels.',
});
