import { ranked, type Prediction } from '../../shared/components/predictions';

/** The most probable predictions, at most so many, in the order of the book. */
export function likeliest(predictions: readonly Prediction[], most: number): readonly Prediction[] {
  if (predictions.length <= most) return predictions;
  const chosen = new Set(ranked(predictions).slice(0, most));
  return predictions.filter((one) => chosen.has(one));
}
