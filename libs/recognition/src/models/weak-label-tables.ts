import { movementOf, seeded } from '@wandcast/gesture';
import { FeatureTable } from '../features/feature-table.js';
import { ViewFeatures, type View } from '../features/rocket-features.js';
import { tableWork } from '../features/table-work.js';
import type { WorkStep } from '../progress/work.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { FitOptions } from '../recognizer/recognizer.js';

/** Views used together with simulated casts: simulated people draw and turn more realistically than they push. */
export const weakLabelViews: readonly View[] = ['path', 'held'];
/** Ridge strength with weakly labeled casts: they need more. */
export const WEAK_LABEL_ALPHA = 6e-2;

/** Casts between two progress steps. */
export const CHUNK = 16;

/**
 * Features of casts in the views used with weakly labeled casts.
 * @param classOf spell of each of the first casts; only these determine kernels and scales
 * @param features wanted per view
 */
export async function weakLabelTables(
  casts: readonly Pick<LabeledCast, 'signal'>[],
  classOf: readonly number[],
  features: number,
  { seed, onStep }: Pick<FitOptions, 'seed' | 'onStep'>,
): Promise<FeatureTable[]> {
  const random = seeded(seed);
  const movements = casts.map(({ signal }) => movementOf(signal));
  const haveRotation = casts.every(({ signal }) => signal.rotation !== undefined);
  const tables: FeatureTable[] = [];
  for (const view of haveRotation ? [...weakLabelViews, 'turn' as const] : weakLabelViews) {
    const kernels = ViewFeatures.fit(view, movements.slice(0, classOf.length), features, random);
    await onStep();
    tables.push(await FeatureTable.fill(kernels, movements, classOf, CHUNK, onStep));
  }
  return tables;
}

/** The steps of {@link weakLabelTables}. */
export function weakLabelTablesWork(casts: readonly Pick<LabeledCast, 'signal'>[], features: number): WorkStep[] {
  const haveRotation = casts.every(({ signal }) => signal.rotation !== undefined);
  const views = weakLabelViews.length + (haveRotation ? 1 : 0);
  return Array.from({ length: views }, () => tableWork(casts.length, features, CHUNK)).flat();
}
