import type { FromTrainProcess } from '@wandcast/recognition';

/** What a worker sends about a process of a training, in frames. */
export type FromWorker =
  | FromTrainProcess
  /** It has started, with an engine. */
  | { readonly kind: 'ready' }
  /** Sent every second, so that a silent worker is noticed. */
  | { readonly kind: 'alive' }
  /** The process has ended, for a reason. */
  | { readonly kind: 'ended'; readonly how: string };

/** Header with the version of the product: messages are those of one version. */
export const VERSION_HEADER = 'x-wandcast-version';

/** The path at which a worker starts a process of a training. Only servers of its database know its id. */
export const trainingPath = (workerId: string, trainingId: string): string =>
  `/api/workers/${workerId}/trainings/${trainingId}`;
