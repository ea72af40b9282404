import { seeded, shuffled } from '@wandcast/gesture';
import { usersOf, type Fold, type LabeledCast, type RecognizerKind } from '@wandcast/recognition';
import { judgeFold } from './evaluate-fold.js';
import { rounded } from './recognition-summary.js';

/** People, and casts of each spell from each of them, that the curve goes through. */
const PEOPLE = [1, 2, 4, 8];
const CASTS_EACH = [1, 3, 5, 10];

/** How well a new person is understood after that much teaching. */
export interface CurveRow {
  readonly people: number;
  readonly castsEach: number;
  /** Mean number of casts learnt from. */
  readonly casts: number;
  readonly accuracy: number;
  readonly worst: number;
}

export interface CurveRules {
  readonly kind: RecognizerKind | 'auto';
  readonly spells: readonly string[];
  readonly seed: number;
  readonly onProgress: (what: string) => void;
}

/** Accuracy against people and against casts per person, on people not met. Sizes that the file cannot give are left out. */
export async function learningCurve(folds: readonly Fold[], { onProgress, ...rules }: CurveRules): Promise<CurveRow[]> {
  const rows: CurveRow[] = [];
  const most = Math.min(...folds.map(({ train }) => usersOf(train).length));
  for (const people of PEOPLE.filter((n) => n <= most))
    for (const castsEach of CASTS_EACH) {
      let [right, asked, learnt] = [0, 0, 0];
      let worst = 1;
      for (const fold of folds) {
        onProgress(`${people} people, ${castsEach} casts of each spell, then asked of ${fold.name}`);
        const train = taughtBy(fold.train, people, castsEach, rules.seed);
        const quiet = { glyphs: undefined, live: false, baselines: false, onProgress: () => undefined };
        const { judged } = await judgeFold({ ...fold, train }, { ...rules, ...quiet });
        const hits = judged.filter(
          ({ probabilities, spell }) => probabilities.indexOf(Math.max(...probabilities)) === spell,
        );
        right += hits.length;
        asked += judged.length;
        learnt += train.length;
        worst = Math.min(worst, hits.length / judged.length);
      }
      const casts = Math.round(learnt / folds.length);
      rows.push({ people, castsEach, casts, accuracy: rounded(right / asked), worst: rounded(worst) });
    }
  return rows;
}

/** So many casts of each spell from each of so many people, drawn by chance. */
export function taughtBy(
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
