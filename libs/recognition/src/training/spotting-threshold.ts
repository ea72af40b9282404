import { seeded, simulateIdle, spotMovements } from '@wandcast/gesture';
import type { ModelCard } from '../artifact/artifact.js';
import { calibrate } from '../evaluation/calibration.js';
import type { FittedRecognizer, TrainingData } from '../recognizer/recognizer.js';

/** Simulated minutes of wands that listen while nobody casts. */
const MINUTES = 12;
const FALSE_ALARMS_PER_MINUTE = 1;
/** Above this, hardly anything would be believed. */
const MAX_THRESHOLD = 0.99;

/**
 * The confidence that spotted everyday movements reach once a minute, but never below the threshold of a press, which
 * held-out people have set. The movements are not those of the training.
 */
export function spottingThresholdOf(
  fitted: Pick<FittedRecognizer, 'predictRaw'>,
  { threshold, temperature, seed }: Pick<ModelCard, 'threshold' | 'temperature' | 'seed'>,
  { casts, weaklyLabeled }: TrainingData,
): number {
  const random = seeded(seed ^ 0x5907);
  const examples = casts.length > 0 ? casts : weaklyLabeled;
  const confidences: number[] = [];
  for (let minute = 0; minute < MINUTES; minute++) {
    const like = examples[Math.floor(random() * examples.length)]?.signal;
    if (like === undefined) return threshold;
    const movements = spotMovements(simulateIdle(like, random)).map(({ signal }) => signal);
    for (const { probabilities, evidence } of fitted.predictRaw(movements))
      confidences.push(Math.max(...calibrate(probabilities, evidence, temperature)));
  }
  confidences.sort((a, b) => b - a);
  const reachedOnceAMinute = confidences[MINUTES * FALSE_ALARMS_PER_MINUTE] ?? 0;
  return Math.min(MAX_THRESHOLD, Math.max(threshold, reachedOnceAMinute));
}
