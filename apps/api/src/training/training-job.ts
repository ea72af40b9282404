import type { TrainingEnd, TrainingProgress } from '@wandcast/protocol';
import { modelKinds } from '@wandcast/protocol/schemas';
import { z } from 'zod';

/** Why a training was requested: by a moderator (`taught`), a changed glyph, or enough new casts in the room. */
const trainingOrigins = ['taught', 'glyphs', 'room'] as const;
export type TrainingOrigin = (typeof trainingOrigins)[number];

/** The payload of a job in the queue. */
export const trainingRequest = z.object({
  eventId: z.uuid(),
  origin: z.enum(trainingOrigins),
  kind: z.enum(modelKinds),
  /** The dataset to train on; null for all taught casts. */
  datasetId: z.uuid().nullable().default(null),
  /** The dataset to test on; null for held-out people. */
  testDatasetId: z.uuid().nullable().default(null),
});
export type TrainingRequest = z.output<typeof trainingRequest>;

/** The datasets of a training. */
export type TrainingDatasets = Pick<TrainingRequest, 'datasetId' | 'testDatasetId'>;
export const noDatasets: TrainingDatasets = { datasetId: null, testDatasetId: null };

/** A queued or running training. */
export interface TrainingJob extends TrainingRequest {
  readonly id: string;
  readonly isRunning: boolean;
  /** The lock of the slot in which it runs; undefined while it is queued. */
  readonly slot?: string;
}

/** Initial progress of a training, before its first report. */
export function firstProgress({ id, origin, kind, isRunning }: TrainingJob): TrainingProgress {
  return {
    ...{ id, origin, kind, stage: isRunning ? 'reading' : 'queued' },
    ...{ done: 0, loss: null, accuracy: null, secondsLeft: null },
    ...{ casts: null, people: null, firstModelId: null, curve: [] },
  };
}

/** The result stored in the queue, for nodes that missed the end of the training. */
export type TrainingOutcome = Pick<TrainingEnd, 'outcome' | 'modelId' | 'failure'>;

export const canceled: TrainingOutcome = { outcome: 'canceled', modelId: null, failure: null };

/** Abort reason: a moderator canceled the training, or its node is shutting down. */
export class TrainingStopped extends Error {
  constructor(readonly why: 'canceled' | 'interrupted') {
    super(`the training was ${why}`);
  }
}
