import { argmax, type LabeledPrediction } from './calibration.js';

const ECE_BINS = 10;

/** Number of casts whose most probable spell is the true one. */
export function countCorrect(predictions: readonly LabeledPrediction[]): number {
  return predictions.filter(isRight).length;
}

/** Share of casts whose most probable spell is the true one; NaN without casts. */
export function accuracyOf(predictions: readonly LabeledPrediction[]): number {
  return countCorrect(predictions) / predictions.length;
}

function isRight({ probabilities, spell }: LabeledPrediction): boolean {
  return argmax(probabilities) === spell;
}

/** Accuracy of each group, in order of first appearance. */
export function accuracyBy<T extends LabeledPrediction>(
  predictions: readonly T[],
  groupOf: (one: T) => string,
): Map<string, number> {
  const groups = new Map<string, T[]>();
  for (const one of predictions) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one]);
  return new Map([...groups].map(([group, members]) => [group, accuracyOf(members)]));
}

/** The person with the lowest accuracy; null without casts. */
export function worstUserOf(
  predictions: readonly (LabeledPrediction & { readonly user: string })[],
): { user: string; accuracy: number } | null {
  const users = [...accuracyBy(predictions, ({ user }) => user)].map(([user, accuracy]) => ({ user, accuracy }));
  return users.reduce<{ user: string; accuracy: number } | null>(
    (worst, next) => (worst === null || next.accuracy < worst.accuracy ? next : worst),
    null,
  );
}

/** Counts, spells x spells: rows are true spells, columns recognized ones. */
export function confusionOf(predictions: readonly LabeledPrediction[], spells: number): number[][] {
  const counts = Array.from({ length: spells }, () => new Array<number>(spells).fill(0));
  for (const { probabilities, spell } of predictions) {
    const row = counts[spell];
    const recognized = argmax(probabilities);
    if (row?.[recognized] !== undefined) row[recognized]++;
  }
  return counts;
}

/**
 * Expected calibration error (Naeini et al., 2015): over ten bins of confidence, the mean gap between confidence and
 * accuracy, weighted by casts. 0..1; 0 is perfect.
 */
export function calibrationErrorOf(predictions: readonly LabeledPrediction[]): number {
  const bins = Array.from({ length: ECE_BINS }, () => ({ confidence: 0, right: 0 }));
  for (const one of predictions) {
    const confidence = Math.max(...one.probabilities);
    const bin = bins[Math.min(ECE_BINS - 1, Math.floor(confidence * ECE_BINS))];
    if (bin === undefined) continue;
    bin.confidence += confidence;
    bin.right += isRight(one) ? 1 : 0;
  }
  return bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / predictions.length;
}

/**
 * Area under the ROC curve by ranks (Mann and Whitney, 1947): the probability that a known cast scores above an unknown
 * one, ties counting half. 0.5 is chance.
 */
export function areaUnderRoc(known: readonly number[], unknown: readonly number[]): number {
  const scores = [...known.map((score) => ({ score, known: 1 })), ...unknown.map((score) => ({ score, known: 0 }))];
  scores.sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let first = 0; first < scores.length;) {
    let next = first;
    while (next < scores.length && scores[next]?.score === scores[first]?.score) next++;
    const meanRank = (first + 1 + next) / 2; // mean rank of ties
    ranks += meanRank * scores.slice(first, next).reduce((sum, one) => sum + one.known, 0);
    first = next;
  }
  return (ranks - (known.length * (known.length + 1)) / 2) / (known.length * unknown.length);
}

/** Share of unknown casts rejected at the threshold that rejects `falseRejection` (0..1) of the known ones. */
export function rejectionRateAt(falseRejection: number, known: readonly number[], unknown: readonly number[]): number {
  const sorted = [...known].sort((a, b) => a - b);
  const threshold = sorted[Math.floor(falseRejection * sorted.length)] ?? 0;
  return unknown.filter((score) => score < threshold).length / unknown.length;
}
