/** Why a model cannot be used. */
export type ModelErrorCode = 'format' | 'preprocessing' | 'kind' | 'damaged' | 'absent';

/** Thrown for an artifact that cannot be loaded or would predict wrongly in this build. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  constructor(
    readonly code: ModelErrorCode,
    message: string,
  ) {
    super(message);
  }
}
