import { readsRotation, type View } from '../features/rocket-features.js';
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
  const others = best.filter((view) => !readsRotation(view));
  return others.length > 0 && others.length < best.length ? [best, others] : [best];
}

/** The same sets with the views without phase. */
export function withCycles(viewSets: readonly (readonly View[])[]): (readonly View[])[] {
  return viewSets.map((views) => [...views, 'cycles', ...(views.some(readsRotation) ? (['turnCycles'] as const) : [])]);
}

/** Every view of the sets, once. */
export function viewsOf(viewSets: readonly (readonly View[])[]): View[] {
  return [...new Set(viewSets.flat())];
}
