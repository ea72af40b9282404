import { seeded, shuffled } from '@wandcast/gesture';
import { countCorrect, usersOf, type Fold, type LabeledCast, type RecognizerKind } from '@wandcast/recognition';
import { evaluateFold } from './evaluate-fold.js';
import { roundTo } from '../../figures/round-to.js';

/** Points of the curve: numbers of people, and casts of each spell per person. */
const PEOPLE = [1, 2, 4, 8];
const CASTS_EACH = [1, 3, 5, 10];

/** Accuracy on a new person after this much teaching. */
export interface CurveRow {
  readonly people: number;
  readonly castsEach: number;
  /** Mean number of training casts. */
  readonly casts: number;
  readonly accuracy: number;
  readonly worst: number;
}

interface CurveOptions {
  readonly kind: RecognizerKind | 'auto';
  readonly spells: readonly string[];
  readonly seed: number;
  readonly onProgress: (what: string) => void;
}

/** Accuracy on unseen people, by number of teachers and casts per teacher. Skips sizes that the data cannot provide. */
export async function learningCurve(
  folds: readonly Fold[],
  { onProgress, ...options }: CurveOptions,
): Promise<CurveRow[]> {
  const rows: CurveRow[] = [];
  const available = Math.min(...folds.map(({ train }) => usersOf(train).length));
  for (const people of PEOPLE.filter((n) => n <= available))
    for (const castsEach of CASTS_EACH) {
      let [correct, tested, trained] = [0, 0, 0];
      let worst = 1;
      for (const fold of folds) {
        onProgress(`${people} people, ${castsEach} casts of each spell, tested on ${fold.name}`);
        const train = sampleByPerson(fold.train, people, castsEach, options.seed);
        const quiet = { glyphs: undefined, live: false, baselines: false, adapt: [], onProgress: () => undefined };
        const { evaluated } = await evaluateFold({ ...fold, train }, { ...options, ...quiet });
        const hits = countCorrect(evaluated);
        correct += hits;
        tested += evaluated.length;
        trained += train.length;
        worst = Math.min(worst, hits / evaluated.length);
      }
      const casts = Math.round(trained / folds.length);
      rows.push({ people, castsEach, casts, accuracy: roundTo(correct / tested, 3), worst: roundTo(worst, 3) });
    }
  return rows;
}

/** A random sample: `castsEach` casts of each spell from each of `people` people. */
export function sampleByPerson(
  casts: readonly LabeledCast[],
  people: number,
  castsEach: number,
  seed: number,
): LabeledCast[] {
  const random = seeded(seed);
  const chosen = new Set(shuffled(usersOf(casts), random).slice(0, people));
  const counts = new Map<string, number>();
  return shuffled(casts, random).filter(({ user, label }) => {
    const key = `${user} ${label}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return chosen.has(user) && count <= castsEach;
  });
}
