import type { Signal } from '@wandcast/gesture';
import type { Artifact, FromTrainProcess } from '@wandcast/recognition';

/** What a worker sends about a process of a training, in frames. */
export type FromWorker =
  | FromTrainProcess
  /** It has started, with an engine. */
  | { readonly kind: 'ready' }
  /** Sent every second, so that a silent worker is noticed. */
  | { readonly kind: 'alive' }
  /** The process has ended, for a reason. */
  | { readonly kind: 'ended'; readonly how: string };

/** Stored casts that a worker recognizes, sent as one frame; the answer is one with a row for each. */
export interface PredictionRequest {
  readonly modelId: string;
  /** Sent when the worker does not know the model. */
  readonly artifact?: Artifact;
  readonly signals: readonly Signal[];
}

/** Header with the version of the product: messages are those of one version. */
export const VERSION_HEADER = 'x-wandcast-version';

/** The path at which a worker starts a process of a training. Only servers of its database know its id. */
export const trainingPath = (workerId: string, trainingId: string): string =>
  `/api/workers/${workerId}/trainings/${trainingId}`;

/** The path at which a worker recognizes stored casts. */
export const predictionPath = (workerId: string): string => `/api/workers/${workerId}/predictions`;
