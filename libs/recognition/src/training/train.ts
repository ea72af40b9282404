import { looksReversed } from '@wandcast/gesture';
import type { Artifact, Part } from '../artifact/artifact.js';
import { fitLive, liveWork } from '../live/live-recognizer.js';
import { quickRocket } from '../models/rocket.js';
import { ProgressTracker, type TrackedWork } from '../progress/progress-tracker.js';
import { inOrderOfContent } from '../recognizer/content-order.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { DrawingStyle, TrainingData } from '../recognizer/recognizer.js';
import { heldOutOf, type Candidate } from '../selection/candidate.js';
import { planSelection, selectModel } from '../selection/model-selection.js';
import type { SelectionContext } from '../selection/selection-context.js';
import { predictTestSet } from '../selection/test-set.js';
import { copiesIn, packModel } from './pack-model.js';
import { coresetOf } from './coreset.js';
import { spottingThresholdOf } from './spotting-threshold.js';
import { pseudoLabel, pseudoLabelWork } from './self-training.js';
import { shownStyles } from './shown-styles.js';
import { limitRows, simulateTrainingCasts, simulatedCastsHelp } from './synthetic-casts.js';
import {
  TrainingError,
  type Trained,
  type TrainingHooks,
  type TrainingOptions,
  type TrainingSet,
  type UnlabeledCast,
} from './training-options.js';

/**
 * Rows of the first model, which someone waits for: 500 instead of 1,000 take half the time and cost half a point
 * (air-letters zero-shot: .910 in 2.6 s from 1,000, .906 in 1.2 s from 500).
 */
const ROWS_OF_FIRST = 500;

/**
 * Trains a model. Casts of held-out people choose the kind, the shares of a blend, temperature and threshold; the final
 * fit uses everyone. With a test set, the metrics are those on it. A first model has none: fitted on fewer features, it must
 * never seem better than the final one, which replaces it. Needs a started engine ({@link startEngine}).
 * @throws TrainingError if the casts cannot train a model; the reason of `abort`
 */
export async function train(set: TrainingSet, options: TrainingOptions, hooks: TrainingHooks = {}): Promise<Trained> {
  const { kind, spells, seed, glyphs, live = true, measure = true, effort = 1, pace } = options;
  const progress = new ProgressTracker(hooks, pace);
  const casts = checkCasts(set.casts, options);
  progress.enterStage(glyphs === undefined ? 'reading' : 'simulating');
  let selection: SelectionContext = {
    data: dataOf(casts, options),
    spells,
    seed,
    effort,
    measure,
    progress,
  };

  const liveSteps = live ? progress.plan(liveWork(selection.data, effort)) : undefined;
  // Announced before the first model, so that reported progress never goes back.
  let planned = planSelection(kind, selection);
  if (hooks.onFirst !== undefined && planned.head !== undefined) {
    const quick = { ...selection, data: limitRows(selection.data, ROWS_OF_FIRST) };
    const first = await fitFirstModel(quick);
    hooks.onFirst(packModel(first, await first.fitted.save(), quick, set, options, NOT_TESTED));
    first.fitted.dispose();
  }
  const before = selection.data;
  selection = await withWeakLabels(selection, inOrderOfContent(set.unlabeled ?? []));
  if (selection.data !== before) {
    planned.head?.end(); // other data take another time
    planned = planSelection(kind, selection);
  }
  const best = await selectModel(kind, selection, planned);
  try {
    const parts = await best.fitted.save();
    if (liveSteps !== undefined) parts.push(...(await liveParts(selection, liveSteps)));
    const tested = set.test && (await predictTestSet(best.fitted, set.test, spells, progress));
    progress.enterStage('saving');
    const { artifact: packed, report } = packModel(best, parts, selection, set, options, tested);
    const artifact = options.spotting === true ? withSpotting(packed, best, selection) : packed;
    return { artifact, report: { ...report, copies: copiesIn(set, selection.data.casts) } };
  } finally {
    best.fitted.dispose();
  }
}

/** A first model is tested on nothing. */
const NOT_TESTED = [] as const;

/**
 * Trains only the networks for casts in progress. Their parts complete a model trained without them, so both halves can
 * train in parallel.
 * @throws TrainingError; the reason of `abort`
 */
export async function trainLive(
  set: TrainingSet,
  options: TrainingOptions,
  hooks: TrainingHooks = {},
): Promise<Part[]> {
  const { spells, seed, effort = 1, pace } = options;
  const progress = new ProgressTracker(hooks, pace);
  const casts = checkCasts(set.casts, options);
  const data = dataOf(casts, options);
  const work = progress.plan(liveWork(data, effort));
  return liveParts({ data, spells, seed, effort, measure: false, progress }, work);
}

async function liveParts(
  { data, spells, seed, effort, progress }: SelectionContext,
  work: TrackedWork,
): Promise<Part[]> {
  progress.enterStage('training');
  const net = await fitLive(data, spells, { seed, effort, onStep: work.step });
  work.end();
  const parts = await net.save();
  net.dispose();
  return parts;
}

/**
 * Drops simulated casts if they do not help, but for those of second glyphs, which the recorded casts may not show.
 * Otherwise adds the pseudo-labeled casts of the room.
 */
async function withWeakLabels(
  selection: SelectionContext,
  unlabeled: readonly UnlabeledCast[],
): Promise<SelectionContext> {
  const { data, spells, seed, progress } = selection;
  if (data.weaklyLabeled.length === 0) return selection;
  if (!(await simulatedCastsHelp(selection))) {
    const seconds = data.weaklyLabeled.filter(({ style }) => style === 'second');
    return { ...selection, data: { ...data, weaklyLabeled: seconds } };
  }
  const work = progress.plan(pseudoLabelWork(data, unlabeled));
  const named = await pseudoLabel(data, unlabeled, spells, { seed, onStep: work.step });
  work.end();
  if (named.length === 0) return selection;
  return { ...selection, data: { ...data, weaklyLabeled: [...data.weaklyLabeled, ...named] } };
}

/**
 * The casts of the given spells to learn from: a coreset, in an order that their samples decide.
 * @throws TrainingError
 */
function checkCasts(casts: readonly LabeledCast[], { spells, glyphs }: TrainingOptions): LabeledCast[] {
  if (spells.length < 2) throw new TrainingError('at least two spells are needed');
  const known = casts.filter(({ label }) => spells.includes(label));
  const missing = spells.filter(
    (spell) => glyphs?.[spell] === undefined && !known.some(({ label }) => label === spell),
  );
  if (missing.length > 0) throw new TrainingError(`no casts of ${missing.join(', ')}`);
  return inOrderOfContent(coresetOf(known));
}

/** The casts with the simulated ones. */
function dataOf(
  casts: readonly LabeledCast[],
  { glyphs = {}, secondGlyphs = {}, reversible: either = [], spells, seed, spotting = false }: TrainingOptions,
): TrainingData {
  const drawn = Object.fromEntries(Object.entries(glyphs).filter(([spell]) => spells.includes(spell)));
  const seconds = Object.fromEntries(Object.entries(secondGlyphs).filter(([spell]) => drawn[spell] !== undefined));
  const { styleOf, allows } = shownStyles(drawn, casts, seconds);
  // Of a spell whose second glyph is the first one backwards, neither is a negative of the other.
  const mirrored = Object.keys(seconds).filter((spell) => looksReversed(drawn[spell] ?? '', seconds[spell] ?? ''));
  const backwards = either.filter((spell) => allows(spell, 'backwards') && !mirrored.includes(spell));
  const draws = (spell: string, style: DrawingStyle): boolean =>
    style === 'backwards' ? backwards.includes(spell) : allows(spell, style);
  const weaklyLabeled = simulateTrainingCasts(drawn, casts, seed, draws, seconds, styleOf);
  return { casts, weaklyLabeled, reversible: new Set([...backwards, ...mirrored]), styleOf, spotting };
}

/** Fits the quick variant, for a first usable model. */
async function fitFirstModel({ data, spells, seed, effort, progress }: SelectionContext): Promise<Candidate> {
  const work = progress.plan(quickRocket.work(data, { effort, purpose: 'serve' }));
  progress.enterStage('training');
  const fitted = await quickRocket.fit(data, spells, {
    seed,
    effort,
    purpose: 'serve',
    onStep: work.step,
    onLearningCurve: progress.setLearningCurve,
  });
  work.end();
  return { kind: 'rocket', fitted, heldOut: heldOutOf(fitted), negatives: fitted.heldOut?.negatives ?? [] };
}

/** Adds the threshold of movements that are found without a press to the card. */
function withSpotting(artifact: Artifact, { fitted }: Candidate, { data }: SelectionContext): Artifact {
  return {
    ...artifact,
    card: { ...artifact.card, spottingThreshold: spottingThresholdOf(fitted, artifact.card, data) },
  };
}
