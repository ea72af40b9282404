import { z } from 'zod';
import type { ListedCast, StoredCast } from '../domain/casts.js';
import type { FetchedCasts } from '../domain/fetched-casts.js';
import type { Souvenir } from '../snapshots/souvenir.js';
import type { CastId, Participant } from '../domain/entities.js';
import { castId } from '../schemas/ids.js';
import { reactions } from '../vocabulary/enums.js';
import { MAX_CASTS_SHOWN, MAX_CASTS_FETCHED } from '../vocabulary/limits.js';
import { castHead, castTail, profile, sampleBytes, spotted, streamNumber } from '../schemas/objects.js';
import { defineMessage, wireType } from '../definition/define-message.js';

export { clockRead, clockReport } from './common/clock.js';

export const castStart = defineMessage({
  name: 'cast:start',
  schema: z.strictObject({ ...castHead, stream: streamNumber }),
  answer: null,
  role: 'anyone',
  about: 'Announces a cast before its samples. `channels` is a mask (B3).',
});

export const castCancel = defineMessage({
  name: 'cast:cancel',
  schema: z.strictObject({ castId }),
  answer: null,
  role: 'anyone',
  about: 'Drops a cast in progress.',
});

export const castEnd = defineMessage({
  name: 'cast:end',
  schema: z.strictObject({ castId, ...castTail }),
  answer: wireType<StoredCast>('StoredCast'),
  role: 'anyone',
  about: 'Ends a cast; the answer confirms that it is stored.',
});

export const castReplay = defineMessage({
  name: 'cast:replay',
  schema: z.strictObject({ ...castHead, ...castTail, spotted, samples: sampleBytes }),
  answer: wireType<StoredCast>('StoredCast'),
  role: 'anyone',
  about: 'Sends a complete cast that the phone stored or spotted (C14). `channels` is a mask (B3).',
});

export const castsList = defineMessage({
  name: 'casts:list',
  schema: z.strictObject({ after: castId.nullable(), limit: z.int().min(1).max(500) }),
  answer: wireType<readonly ListedCast[]>('ListedCast[]'),
  role: 'anyone',
  about: "Lists the participant's own casts, newest first, starting after the cast `after`.",
});

export const castsFetch = defineMessage({
  name: 'casts:fetch',
  schema: z.strictObject({ castIds: z.array(castId).min(1).max(MAX_CASTS_FETCHED) }),
  answer: wireType<FetchedCasts>('FetchedCasts'),
  role: 'anyone',
  about: 'Returns own casts with their samples, in the requested order.',
});

export const castsDelete = defineMessage({
  name: 'casts:delete',
  schema: z.strictObject({ castIds: z.array(castId).min(1).max(MAX_CASTS_SHOWN) }),
  answer: wireType<readonly CastId[]>('CastId[]'),
  role: 'anyone',
  about: 'Deletes own casts; answers with the deleted ids.',
});

export const castConfirm = defineMessage({
  name: 'cast:confirm',
  schema: z.strictObject({ castId }),
  answer: wireType<null>('null'),
  role: 'anyone',
  about: 'Confirms that an own cast was recognized correctly; repeating it changes nothing (R5).',
});

export const adaptationForget = defineMessage({
  name: 'adaptation:forget',
  schema: z.strictObject({}),
  answer: wireType<null>('null'),
  role: 'anyone',
  about: "The participant's answers are no longer adapted to their casts up to now; the casts stay (R4).",
});

export const souvenirFetch = defineMessage({
  name: 'souvenir:fetch',
  schema: z.strictObject({}),
  answer: wireType<Souvenir>('Souvenir'),
  role: 'anyone',
  about: 'What the participant takes home: their best cast and their figures of the evening.',
});

export const reactionSend = defineMessage({
  name: 'reaction:send',
  schema: z.strictObject({ reaction: z.enum(reactions) }),
  answer: null,
  role: 'anyone',
  about: 'Shows a reaction on the stage. At most REACTIONS_PER_10_S of a participant are shown; more are dropped.',
});

export const meLocate = defineMessage({
  name: 'me:locate',
  schema: z.strictObject({}),
  answer: null,
  role: 'anyone',
  about: "Lets the participant's mark on the stage flash, at most once a second.",
});

export const meChange = defineMessage({
  name: 'me:change',
  schema: z.strictObject({ profile }),
  answer: wireType<Participant>('Participant'),
  role: 'anyone',
  about: "Changes the participant's name and look; answers with the participant as everyone sees them (O5).",
});

export const meForget = defineMessage({
  name: 'me:forget',
  schema: z.strictObject({}),
  answer: wireType<null>('null'),
  role: 'anyone',
  about: 'Deletes the participant and all their casts, then closes the connection.',
});

export const castSamples = defineMessage({
  name: 'cast:samples',
  schema: sampleBytes,
  answer: null,
  role: 'anyone',
  about: 'One batch of samples as bytes (B1).',
});
