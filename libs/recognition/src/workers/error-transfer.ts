import { EngineError } from '../engine/engine-preference.js';
import { ModelError, type ModelErrorCode } from '../artifact/model-error.js';
import { TrainingError } from '../training/training-options.js';
import type { SentError } from './worker-messages.js';

/** An error in a form that can be posted between threads or processes. */
export function sentError(error: unknown): SentError {
  if (error instanceof ModelError) return { name: error.name, message: error.message, code: error.code };
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}

/** The error of {@link sentError}, with the class that callers distinguish. */
export function receivedError({ name, message, code }: SentError): Error {
  if (name === 'ModelError') return new ModelError((code ?? 'damaged') as ModelErrorCode, message);
  if (name === 'TrainingError') return new TrainingError(message);
  if (name === 'EngineError') return new EngineError(message);
  return new Error(message);
}
