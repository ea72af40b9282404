import { logOdds, softmax } from '../evaluation/calibration.js';
import type { Example } from './training-examples.js';
import type { FeatureTable } from '../features/feature-table.js';
import { addedBy, fitGate, withGate, type Gate, type Seen } from './open-set-gate.js';
import { grown, rowsByCast } from './learning-curve.js';
import { HEAD_TEMPERATURE, LinearHead } from './linear-head.js';
import { Net } from '../networks/network.js';
import type { Grown, HeldOut, Verdict } from '../recognizer/recognizer.js';
import type { ViewFeatures } from '../features/rocket-features.js';
import { notLikeSpells } from './negative-filter.js';

/** With fewer recorded casts, the gate is fitted to weakly labeled ones too. */
const ENOUGH_TO_CALIBRATE = 60;

interface AnswererPlan {
  /** Group of each example: examples of one group are held out together. */
  readonly groupOf: readonly string[];
  readonly alpha: number;
  readonly onGrown: ((points: readonly Grown[]) => void) | undefined;
}

/**
 * One linear layer on features that classifies a cast and rates whether it is that spell at all (open-set recognition).
 */
export interface Answerer {
  readonly features: readonly ViewFeatures[];
  /** One score per spell, then, with a gate, one evidence value per spell. */
  readonly head: Net;
  /** Weight of the classifier's log odds relative to the evidence; 1 without a gate. */
  readonly odds: number;
}

export interface FittedAnswerer {
  readonly answerer: Answerer;
  readonly gate: Gate | undefined;
  /** Rows that are used as negatives. */
  readonly strangers: readonly number[];
  /** Undefined if the gate was taken from another head. */
  readonly heldOut: HeldOut | undefined;
  /**
   * Probabilities of the recorded casts, each as if its group had been left out.
   * @param groupOf group of each example
   */
  leaveOut(groupOf: readonly string[]): (readonly number[])[];
}

/**
 * Fits the classifier, the detector and the gate.
 * @param unknown number of spells, which is also the class index of negatives
 * @param first a head fitted to the same examples, whose gate and negatives are reused; the new head then skips
 *   augmented copies, which makes it several times faster
 */
export function fitAnswerer(
  tables: readonly FeatureTable[],
  examples: readonly Example[],
  { groupOf, alpha, onGrown }: AnswererPlan,
  none: number,
  first?: FittedAnswerer,
): FittedAnswerer {
  const rowsOf = (wanted: (one: Example) => boolean): number[] =>
    examples.flatMap((one, row) => (wanted(one) ? [row] : []));
  const common = {
    alpha,
    classOf: examples.map(({ spell }) => spell),
    weightOf: examples.map(({ weight }) => weight),
  };
  const wanted = first ? (one: Example): boolean => one.made !== 'copy' : (): boolean => true;
  const plan = { ...common, rows: rowsByCast(examples, none, wanted), classes: none };
  const namer = onGrown ? grown(tables, plan, examples, groupOf, onGrown) : LinearHead.fit(tables, plan);
  const recorded = rowsOf(({ made }) => made === 'recorded');
  const leaveOut: FittedAnswerer['leaveOut'] = (groups) => {
    const scores = namer.heldOut(groups);
    return recorded.map((row) => softmax(scores.get(row) ?? [], HEAD_TEMPERATURE));
  };
  const fitDoubter = (strangers: readonly number[]): LinearHead | undefined =>
    strangers.length === 0
      ? undefined
      : LinearHead.fit(tables, { ...common, rows: [...namer.rows, ...strangers], classes: none + 1, begun: namer });
  const answererOf = (doubter: LinearHead | undefined, gate: Gate | undefined): Answerer => {
    const { kernel, bias } = doubter && gate ? withGate(namer.weights(), doubter.weights(), gate) : namer.weights();
    return { features: tables.map((table) => table.features), head: Net.linear(kernel, bias), odds: gate?.odds ?? 1 };
  };
  if (first !== undefined) {
    const { gate, strangers } = first;
    return { answerer: answererOf(fitDoubter(strangers), gate), gate, strangers, heldOut: undefined, leaveOut };
  }

  const made = rowsOf(({ spell }) => spell === none);
  let doubter = fitDoubter(made);
  let doubts = doubter?.heldOut(groupOf);
  const strangers = doubts ? notLikeSpells(made, examples, doubts) : made;
  if (strangers.length < made.length) {
    doubter = fitDoubter(strangers);
    doubts = doubter?.heldOut(groupOf);
  }
  const scores = new Map([...namer.heldOut(groupOf), ...strangers.map((row) => [row, namer.scoresOf(row)] as const)]);
  const seen = (row: number): Seen => ({ scores: scores.get(row) ?? [], doubts: doubts?.get(row) ?? [] });
  const judged =
    recorded.length >= ENOUGH_TO_CALIBRATE ? recorded : [...recorded, ...rowsOf((one) => one.made === 'likely')];
  const gate = doubts
    ? fitGate(
        judged.map((row) => ({ ...seen(row), spell: examples[row]?.spell ?? none })),
        strangers.map(seen),
      )
    : undefined;
  const answers = (rows: readonly number[]): Verdict[] => rows.map((row) => heldOutVerdict(seen(row), none, gate));
  return {
    answerer: answererOf(doubter, gate),
    gate,
    strangers,
    heldOut: { casts: answers(recorded), strangers: answers(strangers) },
    leaveOut,
  };
}

function heldOutVerdict({ scores, doubts }: Seen, none: number, gate: Gate | undefined): Verdict {
  if (gate === undefined) return verdictOf(scores, none, 1);
  return verdictOf([...scores, ...addedBy(doubts.slice(0, none), gate)], none, gate.odds);
}

/**
 * Converts the output of an {@link OpenSetHead} into a prediction.
 * @param unknown number of spells
 * @param odds see {@link OpenSetHead.odds}
 */
export function verdictOf(outputs: readonly number[], none: number, odds: number): Verdict {
  const probabilities = softmax(outputs.slice(0, none), HEAD_TEMPERATURE);
  const evidence = probabilities.map((one, spell) => (odds - 1) * logOdds(one) + (outputs[none + spell] ?? 0));
  return { probabilities, evidence };
}
