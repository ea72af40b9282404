import type { TrainingProgress } from '@wandcast/protocol';

const stages = {
  reading: 'Reading the taught casts',
  training: 'Training',
  evaluating: 'Testing on hands it never met',
  saving: 'Writing it down',
} as const satisfies Record<TrainingProgress['stage'], string>;

/** A training in words: "Training, 42%". */
export function trainingWords({ stage, done }: TrainingProgress): string {
  return `${stages[stage]}, ${Math.round(100 * done)}%`;
}
