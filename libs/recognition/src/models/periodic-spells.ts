import { periodicity } from '@wandcast/gesture';
import { minLogLoss, softmax } from '../evaluation/calibration.js';
import type { FeatureTable } from '../features/feature-table.js';
import type { View } from '../features/rocket-features.js';
import { HEAD_TEMPERATURE } from '../heads/head-temperature.js';
import { LinearHead } from '../heads/linear-head.js';
import type { Example } from '../heads/training-examples.js';
import type { TrainingData } from '../recognizer/recognizer.js';
import { viewsOf } from './view-sets.js';

/** Features per view without phase: they have less to tell than a path. */
export const CYCLE_FEATURES = 1300;

/** A spell is periodic if the median periodicity of its recorded casts reaches this. */
const PERIODIC = 0.5;
/** Casts of each spell to look at. */
const SAMPLE = 40;

/** Labels of the spells whose recorded casts repeat a cycle. */
export function periodicSpellsOf({ casts }: TrainingData, { cycles }: { cycles: boolean }): ReadonlySet<string> {
  const periodic = new Set<string>();
  if (!cycles) return periodic;
  for (const label of new Set(casts.map((cast) => cast.label))) {
    const own = casts.filter((cast) => cast.label === label);
    const every = Math.ceil(own.length / SAMPLE);
    const values = own.filter((_, i) => i % every === 0).map(({ signal }) => periodicity(signal));
    values.sort((a, b) => a - b);
    if ((values[values.length >> 1] ?? 0) >= PERIODIC) periodic.add(label);
  }
  return periodic;
}

/**
 * The candidate whose best set of views has the smallest log loss on held-out people; they are casts of people and, if
 * there are some, weakly labeled ones.
 * @param candidates sets of views, best first, each
 * @param plan groups to hold out; `onStep` is called once per candidate if there are several
 */
export async function chooseViewSets(
  candidates: readonly (readonly (readonly View[])[])[],
  tables: ReadonlyMap<View, FeatureTable>,
  examples: readonly Example[],
  plan: { readonly groupOf: readonly string[]; readonly alpha: number; readonly onStep: () => Promise<void> | void },
  unknown: number,
): Promise<readonly (readonly View[])[]> {
  const [plain = []] = candidates;
  if (candidates.length < 2) return plain;
  const rows = examples.flatMap(({ spell }, row) => (spell < unknown ? [row] : []));
  const judged = rows.filter((row) => examples[row]?.origin !== 'copy');
  let [best, least] = [plain, Infinity];
  for (const viewSets of candidates) {
    const head = LinearHead.fit(
      viewsOf(viewSets.slice(0, 1)).flatMap((view) => tables.get(view) ?? []),
      {
        rows,
        classOf: examples.map(({ spell }) => spell),
        weightOf: examples.map(({ weight }) => weight),
        classes: unknown,
        alpha: plan.alpha,
      },
    );
    const scores = head.heldOut(plan.groupOf);
    const loss = minLogLoss(
      judged.map((row) => ({
        probabilities: softmax(scores.get(row) ?? [], HEAD_TEMPERATURE),
        spell: examples[row]?.spell ?? unknown,
      })),
    );
    if (loss < least) [best, least] = [viewSets, loss];
    await plan.onStep();
  }
  return best;
}
