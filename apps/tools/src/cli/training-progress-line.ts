import type { TrainerProgress } from '@wandcast/recognition';

/** How far a training is, on one line. */
export function trainingLine({ stage, done, loss, accuracy }: TrainerProgress): string {
  const parts = [`${stage} ${Math.floor(done * 100)} %`];
  if (loss !== null) parts.push(`loss ${loss.toFixed(2)}`);
  if (accuracy !== null) parts.push(`${(accuracy * 100).toFixed(1)} % right on people not met`);
  return parts.join(', ');
}
