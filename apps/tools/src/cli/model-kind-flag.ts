import { recognizerKinds, type TrainingOptions } from '@wandcast/recognition';
import { UsageError } from './usage-error.js';

/** Parses `--kind`. @throws UsageError */
export function modelKindFlag(text: string): TrainingOptions['kind'] {
  const kinds: readonly string[] = ['auto', ...recognizerKinds];
  if (!kinds.includes(text)) throw new UsageError(`--kind must be one of ${kinds.join(', ')}, not "${text}"`);
  return text as TrainingOptions['kind'];
}
