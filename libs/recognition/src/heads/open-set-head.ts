import { logOdds, softmax } from '../evaluation/calibration.js';
import type { Example } from './training-examples.js';
import type { FeatureTable } from '../features/feature-table.js';
import { evidenceOf, fitGate, mergeHeads, type Gate, type HeadScores, type JudgedCast } from './open-set-gate.js';
import { fitLearningCurve, rowsByCast } from './learning-curve.js';
import { HEAD_TEMPERATURE } from './head-temperature.js';
import { heldOutSpells } from './held-out-spells.js';
import { LinearHead } from './linear-head.js';
import { Network } from '../networks/network.js';
import type { LearningCurvePoint, HeldOutPredictions, RawPrediction } from '../recognizer/recognizer.js';
import type { ViewFeatures } from '../features/rocket-features.js';
import { withoutSpellLookalikes } from './negative-filter.js';
import { withoutPeriodicLookalikes } from './periodic-lookalikes.js';

/**
 * With fewer recorded casts, the gate is fitted to weakly labeled ones too. Casts of periodic spells say little about
 * drawings; beside any number of them, weakly labeled casts count as much as in the heads.
 */
const ENOUGH_TO_CALIBRATE = 60;

interface OpenSetHeadPlan {
  /** Group of each example: examples of one group are held out together. */
  readonly groupOf: readonly string[];
  readonly alpha: number;
  /** Spell of each class: a spell may have one class for each style that it is drawn in. */
  readonly spellOf: readonly string[];
  /** Indexes of spells that repeat a cycle. */
  readonly periodic: ReadonlySet<number>;
  readonly onLearningCurve: ((points: readonly LearningCurvePoint[]) => void) | undefined;
  /** Called after each fit; see {@link headWork}. */
  readonly onStep: () => Promise<void> | void;
}

/**
 * One linear layer on features that classifies a cast and rates whether it is that spell at all (open-set recognition).
 */
export interface OpenSetHead {
  readonly features: readonly ViewFeatures[];
  /** One score per spell, then, with a gate, one evidence value per spell. */
  readonly layer: Network;
  /** Weight of the classifier's log odds relative to the evidence; 1 without a gate. */
  readonly odds: number;
}

export interface FittedOpenSetHead {
  readonly head: OpenSetHead;
  readonly gate: Gate | undefined;
  /** Rows that are used as negatives. */
  readonly negatives: readonly number[];
  /** Undefined if the gate was taken from another head. */
  readonly heldOut: HeldOutPredictions | undefined;
  /**
   * Probabilities of the recorded casts, each as if its group had been left out.
   * @param groupOf group of each example
   */
  leaveGroupsOut(groupOf: readonly string[]): (readonly number[])[];
}

/**
 * Fits the classifier, the detector and the gate.
 * @param unknown number of spells, which is also the class index of negatives
 * @param first a head fitted to the same examples, whose gate and negatives are reused; the new head then skips
 *   augmented copies, which makes it several times faster
 */
export async function fitOpenSetHead(
  tables: readonly FeatureTable[],
  examples: readonly Example[],
  { groupOf, alpha, spellOf, periodic, onLearningCurve, onStep }: OpenSetHeadPlan,
  unknown: number,
  first?: FittedOpenSetHead,
): Promise<FittedOpenSetHead> {
  const rowsOf = (isIncluded: (one: Example) => boolean): number[] =>
    examples.flatMap((one, row) => (isIncluded(one) ? [row] : []));
  const common = {
    alpha,
    classOf: examples.map(({ spell }) => spell),
    weightOf: examples.map(({ weight }) => weight),
  };
  const isIncluded = first ? (one: Example): boolean => one.origin !== 'copy' : (): boolean => true;
  const plan = { ...common, rows: rowsByCast(examples, unknown, isIncluded), classes: unknown };
  const classifier = onLearningCurve
    ? await fitLearningCurve(tables, plan, examples, groupOf, onLearningCurve, onStep)
    : LinearHead.fit(tables, plan);
  if (!onLearningCurve) await onStep();
  const recorded = rowsOf(({ origin }) => origin === 'recorded');
  const leaveGroupsOut: FittedOpenSetHead['leaveGroupsOut'] = (groups) => {
    const scores = classifier.heldOut(groups);
    return recorded.map((row) => softmax(scores.get(row) ?? [], HEAD_TEMPERATURE));
  };
  const fitDetector = (negatives: readonly number[]): LinearHead | undefined =>
    negatives.length === 0
      ? undefined
      : LinearHead.fit(tables, {
          ...common,
          rows: [...classifier.rows, ...negatives],
          classes: unknown + 1,
          warmStart: classifier,
        });
  const combine = (detector: LinearHead | undefined, gate: Gate | undefined): OpenSetHead => {
    const { kernel, bias } =
      detector && gate ? mergeHeads(classifier.weights(), detector.weights(), gate) : classifier.weights();
    return {
      features: tables.map((table) => table.features),
      layer: Network.linear(kernel, bias),
      odds: gate?.odds ?? 1,
    };
  };
  if (first !== undefined) {
    const { gate, negatives } = first;
    const head = combine(fitDetector(negatives), gate);
    await onStep();
    return { head, gate, negatives, heldOut: undefined, leaveGroupsOut };
  }

  const unknowns = rowsOf(({ spell }) => spell === unknown);
  const candidates = withoutPeriodicLookalikes(unknowns, examples, tables, periodic);
  let detector = fitDetector(candidates);
  let detections = detector?.heldOut(groupOf);
  if (detector) await onStep();
  const negatives = detections ? withoutSpellLookalikes(candidates, examples, detections) : candidates;
  if (negatives.length < candidates.length) {
    detector = fitDetector(negatives);
    detections = detector?.heldOut(groupOf);
  }
  const scores = new Map([
    ...classifier.heldOut(groupOf),
    ...negatives.map((row) => [row, classifier.scoresOf(row)] as const),
  ]);
  const scoresOf = (row: number): HeadScores => ({
    scores: scores.get(row) ?? [],
    detections: detections?.get(row) ?? [],
    group: groupOf[row] ?? '',
  });
  const hasEnough = recorded.length >= ENOUGH_TO_CALIBRATE;
  const weaklyLabeled = hasEnough && periodic.size === 0 ? [] : rowsOf(({ origin }) => origin === 'weaklyLabeled');
  const holdsOutSpells = hasEnough && periodic.size === 0;
  const judged = (row: number, weight = 1): JudgedCast => ({
    ...scoresOf(row),
    spell: examples[row]?.spell ?? unknown,
    weight,
  });
  const gate = detections
    ? fitGate(
        [
          ...recorded.map((row) => judged(row)),
          ...weaklyLabeled.map((row) => judged(row, hasEnough ? examples[row]?.weight : 1)),
        ],
        negatives.map(scoresOf),
        detector && holdsOutSpells ? heldOutSpells({ classifier, detector, examples, groupOf, spellOf }) : [],
      )
    : undefined;
  const predict = (rows: readonly number[]): RawPrediction[] =>
    rows.map((row) => heldOutPrediction(scoresOf(row), unknown, gate));
  const heldOut = { casts: predict(recorded), negatives: predict(negatives) };
  const head = combine(detector, gate);
  await onStep();
  return { head, gate, negatives, heldOut, leaveGroupsOut };
}

function heldOutPrediction({ scores, detections }: HeadScores, unknown: number, gate: Gate | undefined): RawPrediction {
  if (gate === undefined) return toRawPrediction(scores, unknown, 1);
  return toRawPrediction([...scores, ...evidenceOf(detections, gate)], unknown, gate.odds);
}

/**
 * Converts the output of an {@link OpenSetHead} into a prediction.
 * @param unknown number of spells
 * @param odds see {@link OpenSetHead.odds}
 */
export function toRawPrediction(outputs: readonly number[], unknown: number, odds: number): RawPrediction {
  const probabilities = softmax(outputs.slice(0, unknown), HEAD_TEMPERATURE);
  const evidence = new Array<number>(unknown);
  for (let spell = 0; spell < unknown; spell++)
    evidence[spell] = (odds - 1) * logOdds(probabilities[spell] ?? 0) + (outputs[unknown + spell] ?? 0);
  return { probabilities, evidence };
}
