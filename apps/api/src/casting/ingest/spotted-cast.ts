import { STILL_PEAK } from '@wandcast/gesture';
import type { ModelInfo, Recognition } from '@wandcast/protocol';
import { DEFAULT_SPOTTING_THRESHOLD } from '@wandcast/recognition';
import type { OpenCast } from './open-cast.js';

/**
 * Whether a movement that a wand spotted without a press counts as a cast (SPEC C14). It needs more confidence than a
 * press, because hardly any movement of a hand is a spell; and it must move: a model cannot tell how strongly.
 * @param model the active one
 */
export function isBelieved(
  { head, live }: Pick<OpenCast, 'head' | 'live'>,
  recognition: Recognition | null,
  model: Pick<ModelInfo, 'id' | 'spottingThreshold'> | null,
): boolean {
  if (head.intent !== 'cast' || live.peak < STILL_PEAK || recognition?.spell == null) return false;
  const own = model?.id === recognition.modelId ? model : null; // another one may be active by now
  const threshold = own?.spottingThreshold ?? DEFAULT_SPOTTING_THRESHOLD;
  return Math.max(...recognition.probabilities) >= threshold;
}
