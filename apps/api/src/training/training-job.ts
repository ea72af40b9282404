import type { TrainingEnd, TrainingProgress } from '@wandcast/protocol';
import { modelKinds } from '@wandcast/protocol/schemas';
import { z } from 'zod';

/** Why a model is trained: a moderator asked, a glyph was drawn, or the room's own casts say more than before. */
export const trainingOrigins = ['taught', 'glyphs', 'room'] as const;
export type TrainingOrigin = (typeof trainingOrigins)[number];

/** What a job in the queue says. */
export const trainingOrder = z.object({
  eventId: z.uuid(),
  origin: z.enum(trainingOrigins),
  kind: z.enum(modelKinds),
  /** The casts it learns from and what they are; null if that is all that was taught. */
  datasetId: z.uuid().nullable().default(null),
});
export type TrainingOrder = z.output<typeof trainingOrder>;

/** A training that waits or runs. */
export interface TrainingJob extends TrainingOrder {
  readonly id: string;
  readonly isRunning: boolean;
}

/** How far a training is of which nothing is known but the job. */
export function firstProgress({ id, origin, kind, isRunning }: TrainingJob): TrainingProgress {
  return {
    ...{ id, origin, kind, stage: isRunning ? 'reading' : 'queued' },
    ...{ done: 0, loss: null, accuracy: null, secondsLeft: null },
    ...{ casts: null, people: null, firstModelId: null, curve: [] },
  };
}

/** What a training left behind in the queue, for those who were not there when it ended. */
export type TrainingOutcome = Pick<TrainingEnd, 'outcome' | 'modelId' | 'failure'>;

export const canceled: TrainingOutcome = { outcome: 'canceled', modelId: null, failure: null };

/** Why a training was ended from outside: by a moderator, or given up by its node, which stops. */
export class TrainingStopped extends Error {
  constructor(readonly why: 'canceled' | 'given up') {
    super(`the training was ${why}`);
  }
}
