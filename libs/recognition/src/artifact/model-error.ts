/** Why a model cannot be used. */
export type ModelErrorCode = 'format' | 'preprocessing' | 'kind' | 'damaged' | 'absent';

/** An artifact that must not be loaded: it would answer, and be wrong. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  constructor(
    readonly code: ModelErrorCode,
    message: string,
  ) {
    super(message);
  }
}
