import type { RecognizerKind } from '../artifact/artifact.js';
import { minLogLoss } from '../evaluation/calibration.js';
import { MIN_PEOPLE, usersOf, type Fold } from '../evaluation/cross-validation.js';
import { accuracyOf } from '../evaluation/metrics.js';
import { DEFAULT_NETWORK_SHARE, blended, mixPredictions } from '../models/blend.js';
import { cnn } from '../models/cnn.js';
import { recognizers } from '../models/recognizer-registry.js';
import { rocket } from '../models/rocket.js';
import type { TrackedWork } from '../progress/progress-tracker.js';
import { closedSetPrediction, type FittedRecognizer } from '../recognizer/recognizer.js';
import { heldOutOf, labeledPredictionsOf, type Candidate, type HeldOutCast } from './candidate.js';
import { foldsFor, planFolds, predictHeldOut, type FoldWork } from './held-out-folds.js';
import { servingOptions, type SelectionContext } from './selection-context.js';

/** Candidate weights of the network in a blend; 0 is the linear head alone. */
const NETWORK_SHARES = [0, 0.2, 0.4, 0.6];
/**
 * From this many casts on, the network adds nothing to the linear head (air-letters, 1,000 casts: .964 with it, .965
 * without). Neither does it with simulated casts.
 */
const ENOUGH_FOR_HEAD = 250;

/**
 * Fits the given kind. `auto` and `blend` choose the weight of the network on held-out people; `auto` drops the network
 * if its best weight is 0.
 */
export async function selectModel(
  kind: RecognizerKind | 'auto',
  selection: SelectionContext,
  planned: PlannedSelection,
): Promise<Candidate> {
  switch (kind) {
    case 'cnn':
    case 'cnn2018':
      return selectSingle(kind, selection);
    case 'rocket':
      return { kind, ...(await fitHead(selection, planned)) };
    case 'auto':
    case 'blend':
      return selectBlend(kind, selection, planned);
  }
}

/** Work that is announced before the first model is trained, so that its time is included from the start. */
export interface PlannedSelection {
  readonly head: TrackedWork | undefined;
  /** Undefined if it is not known yet whether a network is tried. */
  readonly network: FoldWork | undefined;
}

/** Announces the work of {@link selectModel} as far as it is certain. */
export function planSelection(kind: RecognizerKind | 'auto', selection: SelectionContext): PlannedSelection {
  if (kind === 'cnn' || kind === 'cnn2018') return { head: undefined, network: undefined };
  const { data, effort, progress } = selection;
  const head = progress.plan(rocket.work(data, { effort, purpose: 'serve' }));
  const triesNetwork = kind === 'blend' || (kind === 'auto' && !isEnoughForHead(selection));
  return { head, network: triesNetwork ? planFolds(cnn, selection, blendFolds(selection)) : undefined };
}

function isEnoughForHead({ data: { casts, weaklyLabeled } }: SelectionContext): boolean {
  return casts.length >= ENOUGH_FOR_HEAD || weaklyLabeled.length > 0;
}

/** The fold that chooses the weight of the network. */
function blendFolds(selection: SelectionContext): Fold[] {
  const { data, measure } = selection;
  return measure && usersOf(data.casts).length >= MIN_PEOPLE ? foldsFor(selection).slice(0, 1) : [];
}

async function selectSingle(kind: 'cnn' | 'cnn2018', selection: SelectionContext): Promise<Candidate> {
  const recognizer = recognizers[kind];
  const folds = selection.measure ? foldsFor(selection) : [];
  const work = planFolds(recognizer, selection, folds);
  const heldOut: HeldOutCast[] = [];
  for (const [i, fold] of folds.entries())
    heldOut.push(...(await predictHeldOut(recognizer, fold, selection, work.folds[i] ?? work.final, i === 0)));
  selection.progress.enterStage('training');
  return {
    kind,
    fitted: await recognizer.fit(selection.data, selection.spells, servingOptions(selection, work.final)),
    heldOut,
    negatives: [],
  };
}

async function selectBlend(
  kind: 'blend' | 'auto',
  selection: SelectionContext,
  planned: PlannedSelection,
): Promise<Candidate> {
  const { data, spells, progress } = selection;
  const head = await fitHead(selection, planned);
  if (kind === 'auto' && isEnoughForHead(selection)) return { kind: 'rocket', ...head };
  const folds = blendFolds(selection);
  const work = planned.network ?? planFolds(cnn, selection, folds);
  const networkHeldOut: HeldOutCast[] = [];
  for (const [i, fold] of folds.entries())
    networkHeldOut.push(...(await predictHeldOut(cnn, fold, selection, work.folds[i] ?? work.final, true)));
  const share = bestShare(head.fitted, networkHeldOut, selection);
  if (kind === 'auto' && share === 0) {
    work.final.end();
    return { kind: 'rocket', ...head };
  }
  progress.enterStage('training');
  const network = await cnn.fit(data, spells, servingOptions(selection, work.final));
  const headOf = new Map(head.heldOut.map(({ cast, prediction }) => [cast, prediction]));
  const both = networkHeldOut.map(({ cast, prediction }) => ({
    cast,
    prediction: mixPredictions(headOf.get(cast) ?? prediction, prediction, share),
  }));
  const heldOut = both.length > 0 ? both : head.heldOut;
  return { kind: 'blend', fitted: blended(head.fitted, network, share), heldOut, negatives: head.negatives };
}

async function fitHead(selection: SelectionContext, planned: PlannedSelection): Promise<Omit<Candidate, 'kind'>> {
  const { data, spells, effort, progress } = selection;
  progress.enterStage('training');
  const work = planned.head ?? progress.plan(rocket.work(data, { effort, purpose: 'serve' }));
  const fitted = await rocket.fit(data, spells, {
    ...servingOptions(selection, work),
    onLearningCurve: progress.setLearningCurve,
  });
  work.end();
  const heldOut = heldOutOf(fitted);
  progress.addPoint(null, usersOf(data.casts).length < MIN_PEOPLE ? null : accuracyOfHeldOut(heldOut, selection));
  return { fitted, heldOut, negatives: fitted.heldOut?.negatives ?? [] };
}

/** The network weight with the smallest log loss on people that neither the network nor the head was trained on. */
function bestShare(
  head: FittedRecognizer,
  network: readonly HeldOutCast[],
  { data, spells }: SelectionContext,
): number {
  if (network.length === 0) return DEFAULT_NETWORK_SHARE;
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

function accuracyOfHeldOut(heldOut: readonly HeldOutCast[], { data, spells }: SelectionContext): number | null {
  const labeled = labeledPredictionsOf(heldOut, data.casts, spells);
  return labeled.length === 0 ? null : accuracyOf(labeled);
}
