import { recognizerKinds, type TrainingOptions } from '@wandcast/recognition';
import { UsageError } from './command.js';

/** Reads `--kind`. @throws UsageError */
export function kindOf(text: string): TrainingOptions['kind'] {
  const kinds: readonly string[] = ['auto', ...recognizerKinds];
  if (!kinds.includes(text)) throw new UsageError(`--kind must be one of ${kinds.join(', ')}, not "${text}"`);
  return text as TrainingOptions['kind'];
}
