import { createRequire } from 'node:module';
import { FailureError } from '@wandcast/protocol';
import { runInProcess, type Artifact, type EnginePreference } from '@wandcast/recognition';
import type { ModelFileAnswer, ModelFileJob } from './model-file.process.js';

/** Longest time and most memory for reading a file and testing the model. It takes two seconds and 150 MB. */
const LIMITS = { timeMs: 60_000, memoryMb: 512 };

/**
 * Reads a model file and tests that the model predicts, in a process of its own: small files can unpack to a lot of work.
 * @throws FailureError `model-unreadable`
 */
export async function readModelFile(bytes: Uint8Array, engine: EnginePreference = 'auto'): Promise<Artifact> {
  const file = createRequire(import.meta.url).resolve('@wandcast/api/model-file-process'); // built, for plain Node
  const input: ModelFileJob = { bytes, engine };
  let answer: ModelFileAnswer;
  try {
    answer = (await runInProcess({ file, input, ...LIMITS })) as ModelFileAnswer;
  } catch {
    throw new FailureError('model-unreadable', 'reading it takes too much time or memory');
  }
  if ('artifact' in answer) return answer.artifact;
  throw new FailureError('model-unreadable', answer.detail);
}
