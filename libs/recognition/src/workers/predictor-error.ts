/** Why a prediction was not made. */
export type PredictorErrorCode =
  /** The worker died on the way; it is being started again. */
  | 'crashed'
  /** `stop` was called. */
  | 'stopped'
  /** A guess at a cast in progress that newer ones overtook. */
  | 'dropped';

export class PredictorError extends Error {
  override readonly name = 'PredictorError';

  constructor(
    readonly code: PredictorErrorCode,
    message: string,
  ) {
    super(message);
  }
}
