import { seeded, shuffled } from '@wandcast/gesture';
import type { RecognizerKind } from '../artifact/artifact.js';
import { USUAL_NETWORK_SHARE, blended, mixPredictions } from '../models/blend.js';
import { argmax, minLogLoss, type LabeledPrediction } from '../evaluation/calibration.js';
import { cnn } from '../models/cnn.js';
import { MIN_PEOPLE, stratifiedFolds, foldsByUser, usersOf, type Fold } from '../evaluation/cross-validation.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import {
  closedSetPrediction,
  type FitOptions,
  type FittedRecognizer,
  type TrainingData,
  type Recognizer,
  type RawPrediction,
} from '../recognizer/recognizer.js';
import { recognizers } from '../models/recognizer-registry.js';
import { rocket } from '../models/rocket.js';
import type { ProgressTracker } from './training-progress.js';

/** Every person is held out once, a third of them at a time. */
const FOLDS = 3;

/** Candidate weights of the network in a blend; 0 is the linear head alone. */
const NETWORK_SHARES = [0, 0.2, 0.4, 0.6];
/**
 * From this many casts on, the network adds nothing to the linear head (air-letters, 1,000 casts: .964 with it, .965
 * without). Neither does it with simulated casts.
 */
const ENOUGH_FOR_HEAD = 250;

/** Training steps between two points of the curve, and casts evaluated per point. */
const CURVE_EVERY = 10;
const CURVE_CASTS = 120;

/** A fitted recognizer with its predictions for casts that it, or an equal one, was not trained on. */
export interface Candidate {
  readonly kind: RecognizerKind;
  readonly fitted: FittedRecognizer;
  readonly heldOut: readonly HeldOutCast[];
  /** Predictions for negatives. */
  readonly negatives: readonly RawPrediction[];
}

export interface HeldOutCast {
  /** Index of the cast in the training data. */
  readonly cast: number;
  readonly prediction: RawPrediction;
}

/** What model selection works on. */
export interface ModelSelection {
  readonly data: TrainingData;
  readonly spells: readonly string[];
  readonly seed: number;
  readonly effort: number;
  /** Whether to hold people out if that takes extra fits. */
  readonly measure: boolean;
  readonly progress: ProgressTracker;
}

/**
 * Fits the given kind. `auto` and `blend` choose the weight of the network on held-out people; `auto` drops the network
 * if its best weight is 0.
 */
export async function selectModel(kind: RecognizerKind | 'auto', selection: ModelSelection): Promise<Candidate> {
  switch (kind) {
    case 'cnn':
    case 'cnn2018':
      return selectSingle(kind, selection);
    case 'rocket':
      return { kind, ...(await fitHead(selection)) };
    case 'auto':
    case 'blend':
      return selectBlend(kind, selection);
  }
}

async function selectSingle(kind: 'cnn' | 'cnn2018', selection: ModelSelection): Promise<Candidate> {
  const recognizer = recognizers[kind];
  const folds = selection.measure ? foldsFor(selection, FOLDS) : [];
  planSteps(recognizer, selection, folds);
  const heldOut: HeldOutCast[] = [];
  for (const [i, fold] of folds.entries())
    heldOut.push(...(await predictHeldOut(recognizer, fold, selection, i === 0)));
  selection.progress.enterStage('training');
  return {
    kind,
    fitted: await recognizer.fit(selection.data, selection.spells, servingOptions(selection)),
    heldOut,
    negatives: [],
  };
}

async function selectBlend(kind: 'blend' | 'auto', selection: ModelSelection): Promise<Candidate> {
  const { data, spells, measure, progress } = selection;
  const head = await fitHead(selection);
  const isEnough = data.casts.length >= ENOUGH_FOR_HEAD || data.weaklyLabeled.length > 0;
  if (kind === 'auto' && isEnough) return { kind: 'rocket', ...head };
  const folds = measure && usersOf(data.casts).length >= MIN_PEOPLE ? foldsFor(selection, FOLDS).slice(0, 1) : [];
  planSteps(cnn, selection, folds);
  const networkHeldOut: HeldOutCast[] = [];
  for (const fold of folds) networkHeldOut.push(...(await predictHeldOut(cnn, fold, selection, true)));
  const share = bestShare(head.fitted, networkHeldOut, selection);
  if (kind === 'auto' && share === 0) return { kind: 'rocket', ...head };
  progress.enterStage('training');
  const network = await cnn.fit(data, spells, servingOptions(selection));
  const headOf = new Map(head.heldOut.map(({ cast, prediction }) => [cast, prediction]));
  const both = networkHeldOut.map(({ cast, prediction }) => ({
    cast,
    prediction: mixPredictions(headOf.get(cast) ?? prediction, prediction, share),
  }));
  const heldOut = both.length > 0 ? both : head.heldOut;
  return { kind: 'blend', fitted: blended(head.fitted, network, share), heldOut, negatives: head.negatives };
}

async function fitHead(selection: ModelSelection): Promise<Omit<Candidate, 'kind'>> {
  const { data, spells, progress } = selection;
  progress.enterStage('training');
  const fitted = await rocket.fit(data, spells, {
    ...servingOptions(selection),
    onLearningCurve: progress.setLearningCurve,
  });
  const heldOut = heldOutOf(fitted);
  progress.addPoint(null, usersOf(data.casts).length < MIN_PEOPLE ? null : accuracyOfHeldOut(heldOut, selection));
  return { fitted, heldOut, negatives: fitted.heldOut?.negatives ?? [] };
}

/** Held-out predictions of a fit that yields them without refitting. */
export function heldOutOf({ heldOut }: FittedRecognizer): HeldOutCast[] {
  return heldOut?.casts.flatMap((prediction, cast) => (prediction === undefined ? [] : [{ cast, prediction }])) ?? [];
}

/** The network weight with the smallest log loss on people that neither the network nor the head was trained on. */
function bestShare(head: FittedRecognizer, network: readonly HeldOutCast[], { data, spells }: ModelSelection): number {
  if (network.length === 0) return USUAL_NETWORK_SHARE;
  const heldOutUsers = new Set(network.map(({ cast }) => data.casts[cast]?.user));
  const headPredictions = head.leaveGroupsOut?.((user) => (heldOutUsers.has(user) ? 'held out' : user)) ?? [];
  const logLoss = (share: number): number => {
    const mixtures = network.map(({ cast, prediction }) => ({
      cast,
      prediction: mixPredictions(closedSetPrediction(headPredictions[cast] ?? []), prediction, share),
    }));
    return minLogLoss(labeledPredictionsOf(mixtures, data.casts, spells));
  };
  return NETWORK_SHARES.map((share) => ({ share, logLoss: logLoss(share) })).reduce((best, next) =>
    next.logLoss < best.logLoss ? next : best,
  ).share;
}

/**
 * Fits on the training side of a fold and predicts the test side.
 * @param drawsCurve whether this fold draws the learning curve
 */
async function predictHeldOut(
  recognizer: Recognizer,
  fold: Fold,
  selection: ModelSelection,
  drawsCurve: boolean,
): Promise<HeldOutCast[]> {
  const { data, spells, progress } = selection;
  progress.enterStage('evaluating');
  const rest = { casts: fold.train, weaklyLabeled: data.weaklyLabeled };
  const options = {
    ...servingOptions(selection),
    purpose: 'measure',
    ...(drawsCurve && curve(fold, selection)),
  } as const;
  const fitted = await recognizer.fit(rest, spells, options);
  try {
    const predictions = fitted.predictRaw(fold.test.map(({ signal }) => signal));
    const place = new Map(data.casts.map((cast, i) => [cast, i]));
    return fold.test.map((cast, i) => ({
      cast: place.get(cast) ?? -1,
      prediction: predictions[i] ?? closedSetPrediction([]),
    }));
  } finally {
    fitted.dispose();
  }
}

/** Evaluates the partly trained recognizer on some casts of either side of the fold and adds a point to the curve. */
function curve(fold: Fold, { seed, spells, progress }: ModelSelection): Pick<FitOptions, 'probe'> {
  const some = (casts: readonly LabeledCast[]): LabeledCast[] => shuffled(casts, seeded(seed)).slice(0, CURVE_CASTS);
  const [learnt, heldOut] = [some(fold.train), some(fold.test)];
  return {
    probe: {
      every: CURVE_EVERY,
      inspect(partlyTrained) {
        const right = (casts: readonly LabeledCast[]): number => {
          const predictions = partlyTrained.predictRaw(casts.map(({ signal }) => signal));
          const hits = casts.filter(({ label }, i) => spells[argmax(predictions[i]?.probabilities ?? [])] === label);
          return hits.length / casts.length;
        };
        progress.addPoint(right(learnt), right(heldOut));
      },
    },
  };
}

function foldsFor({ data: { casts }, seed }: ModelSelection, k: number): Fold[] {
  const random = seeded(seed);
  if (usersOf(casts).length >= MIN_PEOPLE) return foldsByUser(casts, k, random);
  return stratifiedFolds(casts, k, random).filter(({ train: rest, test }) => rest.length > 0 && test.length > 0);
}

function planSteps(recognizer: Recognizer, selection: ModelSelection, folds: readonly Fold[]): void {
  const { data, progress } = selection;
  const { weaklyLabeled } = data;
  progress.plan(recognizer.steps(data, servingOptions(selection)));
  for (const { train: casts } of folds)
    progress.plan(recognizer.steps({ casts, weaklyLabeled }, { ...servingOptions(selection), purpose: 'measure' }));
}

export function servingOptions({ seed, effort, progress }: ModelSelection): FitOptions {
  return { seed, effort, purpose: 'serve', onStep: progress.step };
}

function accuracyOfHeldOut(heldOut: readonly HeldOutCast[], { data, spells }: ModelSelection): number | null {
  const labeled = labeledPredictionsOf(heldOut, data.casts, spells);
  return labeled.length === 0
    ? null
    : labeled.filter((one) => argmax(one.probabilities) === one.spell).length / labeled.length;
}

/** Held-out predictions in the form that metrics take. */
export function labeledPredictionsOf(
  heldOut: readonly HeldOutCast[],
  casts: readonly LabeledCast[],
  spells: readonly string[],
): (LabeledPrediction & { readonly cast: number; readonly user: string; readonly evidence: readonly number[] })[] {
  return heldOut.flatMap(({ cast, prediction: { probabilities, evidence } }) => {
    const source = casts[cast];
    if (source === undefined) return [];
    return [{ probabilities, evidence, cast, spell: spells.indexOf(source.label), user: source.user }];
  });
}
