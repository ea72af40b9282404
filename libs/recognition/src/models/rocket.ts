import { RIDGE_AUGMENT, seeded } from '@wandcast/gesture';
import { fitOpenSetHead, type FittedOpenSetHead } from '../heads/open-set-head.js';
import {
  castsToAugment,
  examplesOf,
  groupsOf,
  negativeCount,
  negativesOf,
  type AugmentationPlan,
} from '../heads/training-examples.js';
import { FeatureTable } from '../features/feature-table.js';
import { tableWork } from '../features/table-work.js';
import { fitStep, headWork, laterHeadWork } from '../heads/head-work.js';
import { simulatedNegativeCount, simulatedNegativesOf, type SimulatedNegatives } from '../heads/simulated-negatives.js';
import type { WorkStep } from '../progress/work.js';
import { MIN_PEOPLE, usersOf } from '../evaluation/cross-validation.js';
import type { FitOptions, FittedRecognizer, TrainingData, Recognizer } from '../recognizer/recognizer.js';
import { ViewFeatures, isOfSpectrum, type View } from '../features/rocket-features.js';
import { CYCLE_FEATURES, chooseViewSets, periodicSpellsOf } from './periodic-spells.js';
import { RocketFit, restoreRocket } from './rocket-fit.js';
import { spellOfClass, withStyleClasses } from './style-classes.js';
import { viewSetsFor, viewsOf, withCycles, type ViewSettings } from './view-sets.js';
import { CHUNK, WEAK_LABEL_ALPHA } from './weak-label-tables.js';

/** Hyperparameters, chosen on held-out people (tables in this library's README). Only benches change them. */
export interface RocketSettings extends AugmentationPlan, SimulatedNegatives, ViewSettings {
  /** Features wanted per view; rounded down to whole kernels. */
  readonly features: number;
  /** Weight features by how well they separate spells. */
  readonly weighted: boolean;
  /** Most negatives derived from casts. */
  readonly negatives: number;
  /** Data for the kernel biases: kernels fitted to spells alone miss what distinguishes other movements. */
  readonly biasesFrom: 'all' | 'spells';
  /** Try views without phase if a spell repeats a cycle. */
  readonly cycles: boolean;
  /** Ridge strength. */
  readonly alpha: number;
}

export const rocketSettings: RocketSettings = {
  features: 2600, // twice as many did no better on new people
  weighted: true,
  copies: 1,
  rows: [600, 1000],
  ranges: RIDGE_AUGMENT,
  negatives: 300,
  scribbles: 200,
  everyday: 600,
  biasesFrom: 'all',
  viewsWithRotation: ['path', 'turn'],
  viewsWithoutRotation: ['path', 'push'],
  cycles: true,
  alpha: 1e-2, // recorded casts do equally well from 1e-5 to 1e-1
};

/**
 * Random convolutions with a closed-form linear head: trains in seconds and is the most accurate on new people. The
 * head is one dense TensorFlow.js layer with standardization folded in. A second head, trained with negatives, rates
 * whether a cast is any of the spells.
 */
export const rocket: Recognizer = rocketOf({});

/** A faster, less accurate variant that trains within a second: fewer features, no copies, no negatives. */
export const quickRocket: Recognizer = rocketOf({
  features: 1000,
  rows: [0, 0],
  negatives: 0,
  scribbles: 0,
  everyday: 0,
});

/** A rocket recognizer with other hyperparameters, for benches. */
export function rocketOf(changes: Partial<RocketSettings>): Recognizer {
  const settings = { ...rocketSettings, ...changes };
  return withStyleClasses({
    kind: 'rocket',
    work: (data) => workOf(data, settings),
    fit: (data, spells, options) => fit(data, spells, options, settings),
    restore: restoreRocket,
  });
}

function featuresIn(view: View, { features }: RocketSettings): number {
  return isOfSpectrum(view) ? Math.min(features, CYCLE_FEATURES) : features;
}

/** Time for deriving one training row from a cast, on the reference machine, s. */
const MOVEMENT_SECONDS = 1e-3;

/** The steps of {@link fit}. */
function workOf(data: TrainingData, settings: RocketSettings): WorkStep[] {
  const copies = castsToAugment(data, settings).length;
  const rows = data.casts.length + copies + data.weaklyLabeled.length;
  const negatives = negativeCount(data, settings.negatives) + simulatedNegativeCount(data, settings);
  const plain = viewSetsFor(data, settings);
  const isPeriodic = periodicSpellsOf(data, settings).size > 0;
  const viewSets = isPeriodic ? withCycles(plain) : plain;
  const people = usersOf([...data.casts, ...data.weaklyLabeled]).length;
  const byPeople = usersOf(data.casts).length >= MIN_PEOPLE;
  const size = { rows, copies, negatives, groups: byPeople ? people : rows };
  return [
    { kind: 'features', seconds: (rows + negatives) * MOVEMENT_SECONDS },
    ...viewsOf(viewSets).flatMap((view) => tableWork(rows + negatives, featuresIn(view, settings), CHUNK)),
    ...(isPeriodic ? [plain, viewSets].map(() => fitStep(rows, 0, size.groups)) : []),
    ...viewSets.flatMap((_, i) => (i === 0 ? headWork(size, byPeople) : laterHeadWork(size))),
  ];
}

async function fit(
  data: TrainingData,
  spells: readonly string[],
  { seed, onStep, onLearningCurve }: FitOptions,
  settings: RocketSettings,
): Promise<FittedRecognizer> {
  const random = seeded(seed);
  const periodic = periodicSpellsOf(data, settings);
  const reading = { spectra: periodic.size > 0 };
  const positives = examplesOf(data, spells, settings, random, reading);
  const simulated = simulatedNegativesOf(positives, spells.length, settings, data, random, reading);
  const isReversible = (spell: number): boolean => data.reversible?.has(spells[spell] ?? '') === true;
  const derived = negativesOf(positives, spells.length, settings.negatives, random, isReversible);
  const examples = [...positives, ...derived, ...simulated];
  const movements = examples.map(({ movement }) => movement);
  const classOf = positives.map(({ spell }) => (settings.weighted ? spell : 0));
  const plain = viewSetsFor(data, settings);
  const candidates = periodic.size > 0 ? [plain, withCycles(plain)] : [plain];
  // Everyday movements are too far from spells to show what distinguishes them.
  const scribbles = simulated.filter(({ origin }) => origin === 'scribble');
  const biasesFrom = settings.biasesFrom === 'all' ? [...positives, ...scribbles] : positives;
  const biasData = biasesFrom.map(({ movement }) => movement);
  await onStep();
  const tables = new Map<View, FeatureTable>();
  for (const view of viewsOf(candidates.flat())) {
    const features = ViewFeatures.fit(view, biasData, featuresIn(view, settings), random);
    await onStep();
    tables.set(view, await FeatureTable.fill(features, movements, classOf, CHUNK, onStep));
  }
  const byPeople = usersOf(data.casts).length >= MIN_PEOPLE;
  const plan = {
    groupOf: groupsOf(examples, byPeople),
    alpha: data.weaklyLabeled.length > 0 ? WEAK_LABEL_ALPHA : settings.alpha,
    spellOf: spells.map(spellOfClass),
    periodic: new Set([...periodic].map((label) => spells.indexOf(label))),
    onLearningCurve: undefined,
    onStep,
  };
  const viewSets = await chooseViewSets(candidates, tables, examples, plan, spells.length);
  const reported = byPeople ? onLearningCurve : undefined;
  const fits: FittedOpenSetHead[] = [];
  for (const viewSet of viewSets) {
    const ownTables = viewSet.flatMap((view) => tables.get(view) ?? []);
    fits.push(
      await fitOpenSetHead(
        ownTables,
        examples,
        fits.length > 0 ? plan : { ...plan, onLearningCurve: reported },
        spells.length,
        fits[0],
      ),
    );
  }
  const [best] = fits;
  return new RocketFit(
    fits.map(({ head }) => head),
    spells.length,
    best?.heldOut,
    (groupOf) => best?.leaveGroupsOut(examples.map(({ user }) => groupOf(user))) ?? [],
  );
}
