import type { TrainerProgress } from '@wandcast/recognition';
import { percentText } from '../figures/percent-text.js';

/** Training progress as one line. */
export function trainingProgressLine({ stage, done, loss, accuracy }: TrainerProgress): string {
  const parts = [`${stage} ${Math.floor(done * 100)} %`];
  if (loss !== null) parts.push(`loss ${loss.toFixed(2)}`);
  if (accuracy !== null) parts.push(`${percentText(accuracy)} accuracy on unseen people`);
  return parts.join(', ');
}
