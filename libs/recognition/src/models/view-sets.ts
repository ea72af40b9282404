import type { View } from '../features/rocket-features.js';
import type { TrainingData } from '../recognizer/recognizer.js';
import { weakLabelViews } from './weak-label-tables.js';

/** Views to read if all phones provide rotation rates, and if some do not. */
export interface ViewSettings {
  readonly viewsWithRotation: readonly View[];
  readonly viewsWithoutRotation: readonly View[];
}

/** Sets of views, best first: a cast is classified by the first set whose sensors it has. */
export function viewSetsFor(
  { casts, weaklyLabeled }: TrainingData,
  { viewsWithRotation, viewsWithoutRotation }: ViewSettings,
): (readonly View[])[] {
  const hasWeakLabels = weaklyLabeled.length > 0;
  if (![...casts, ...weaklyLabeled].every(({ signal }) => signal.rotation !== undefined))
    return [hasWeakLabels ? weakLabelViews : viewsWithoutRotation];
  const best: readonly View[] = hasWeakLabels ? [...weakLabelViews, 'turn'] : viewsWithRotation;
  const others = best.filter((view) => view !== 'turn');
  return others.length > 0 && others.length < best.length ? [best, others] : [best];
}

/** Every view of the sets, once. */
export function viewsOf(viewSets: readonly (readonly View[])[]): View[] {
  return [...new Set(viewSets.flat())];
}
