import { softmax } from '../evaluation/calibration.js';

/** A head's prediction for an unlabeled cast. */
export interface PersonPrediction {
  /** Row of the cast in the feature tables. */
  readonly row: number;
  readonly user: string;
  /** One per spell; sums to 1. */
  readonly probabilities: readonly number[];
}

/**
 * Casts of a person from which on their own frequencies and confidences count for more than the room's. Nobody is known to
 * cast every spell equally often: with fewer casts, a balance would hurt people who repeat a few spells.
 */
const CASTS_TO_JUDGE = 30;
/** Added to the sum of predictions for each spell. */
const PSEUDO_COUNT = 0.5;
/** Keeps the logarithm of a probability finite. */
const SMALLEST = 1e-9;

/**
 * Lowers the probabilities of spells that a person's predictions name too often, and raises the others: casts of a
 * person whom a head misreads tend to be taken for one spell (a mild form of distribution alignment, Berthelot et al.,
 * 2020). Confident predictions stay what they are.
 */
export function alignedByPerson(predictions: readonly PersonPrediction[]): PersonPrediction[] {
  return byPerson(predictions).flatMap((own) => {
    const spells = own[0]?.probabilities.length ?? 0;
    const strength = trustIn(own);
    const weights = Array.from({ length: spells }, (_, spell) => {
      const sum = own.reduce((total, { probabilities }) => total + (probabilities[spell] ?? 0), PSEUDO_COUNT);
      return -strength * Math.log(sum / (own.length + PSEUDO_COUNT * spells));
    });
    return own.map((one) => ({
      ...one,
      probabilities: softmax(
        one.probabilities.map((value, spell) => Math.log(value + SMALLEST) + (weights[spell] ?? 0)),
        1,
      ),
    }));
  });
}

/**
 * The most confident predictions of the room, by the log odds of the two likeliest spells. Confidence is relative to the
 * person's other predictions, as far as there are enough of those: otherwise the people that a head reads well would have
 * nearly all their casts kept, and the ones it has to learn none.
 * @param share share of the predictions to keep, 0..1
 */
export function mostConfident(predictions: readonly PersonPrediction[], share: number): PersonPrediction[] {
  const margins = new Map(predictions.map((one) => [one, marginOf(one)]));
  const bound = (some: readonly PersonPrediction[]): number =>
    quantile(
      some.map((one) => margins.get(one) ?? 0),
      1 - share,
    );
  const usual = bound(predictions);
  return byPerson(predictions)
    .flatMap((own) => {
      const offset = trustIn(own) * (bound(own) - usual);
      return own.map((one) => ({ one, confidence: (margins.get(one) ?? 0) - offset }));
    })
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, Math.floor(share * predictions.length))
    .map(({ one }) => one);
}

/** Weight of a person's own figures relative to those of the room, 0..1. */
function trustIn({ length }: readonly PersonPrediction[]): number {
  return length / (length + CASTS_TO_JUDGE);
}

function byPerson(predictions: readonly PersonPrediction[]): PersonPrediction[][] {
  const people = new Map<string, PersonPrediction[]>();
  for (const one of predictions) {
    const own = people.get(one.user);
    if (own === undefined) people.set(one.user, [one]);
    else own.push(one);
  }
  return [...people.values()];
}

function marginOf({ probabilities }: PersonPrediction): number {
  const [best = 0, second = 0] = probabilities.toSorted((a, b) => b - a);
  return Math.log(best + SMALLEST) - Math.log(second + SMALLEST);
}

/** @param at 0..1; between two values, their weighted mean */
function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = at * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below);
}
