/** Why a prediction failed. */
export type PredictorErrorCode =
  /** The worker died; it is being restarted. */
  | 'crashed'
  /** `stop` was called. */
  | 'stopped'
  /** A live prediction was superseded by newer ones. */
  | 'dropped';

/** A prediction that was not made. */
export class PredictorError extends Error {
  override readonly name = 'PredictorError';

  constructor(
    readonly code: PredictorErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export function stoppedError(): PredictorError {
  return new PredictorError('stopped', 'the predictor was stopped');
}
