import { bestOf, fitLogistic, logistic, softmax, type Logistic } from './calibration.js';
import type { Example } from './examples.js';
import type { FeatureTable } from './feature-table.js';
import { LinearHead, type HeadPlan } from './linear-head.js';
import { Net } from './net.js';
import type { Grown, HeldOut, Verdict } from './recogniser.js';
import type { ViewFeatures } from './rocket-features.js';

/** Scores are divided by this on their way to probabilities; the model's own temperature does the rest. */
export const HEAD_TEMPERATURE = 0.2;
/**
 * A made-up stranger that scores above half of the casts is like a spell: a circle run backwards may be a circle. Where
 * more of one kind than this are so, none of that kind are strangers.
 */
const RARELY = 0.3;
/** With fewer recorded casts, simulated ones choose the gate too. */
const ENOUGH_TO_CALIBRATE = 60;
/** Movements that are no spell beside those that are, for 1: what a room is expected to do. */
const STRANGERS_EXPECTED = 0.05;

/** Shares of the casts that a curve of growth shows, before all of them. */
const GROWTH = [0.1, 0.25, 0.5, 0.75];

interface AnswererPlan {
  /** Who is left out together, of each example. */
  readonly groupOf: readonly string[];
  readonly alpha: number;
  readonly onGrown: ((points: readonly Grown[]) => void) | undefined;
}

/** One linear layer on features that says which spell a cast is, and whether it is that spell at all. */
export interface Answerer {
  readonly features: readonly ViewFeatures[];
  /**
   * A score a spell, then, where there is a gate, another score a spell by a head that also knows movements that are no
   * spell.
   */
  readonly head: Net;
  /** From that second score to the probability that a cast named so is no stranger. */
  readonly gate: Logistic | undefined;
}

export interface FittedAnswerer {
  readonly answerer: Answerer;
  /** Rows that are none of the spells indeed. */
  readonly strangers: readonly number[];
  /** Undefined where another answerer's gate did. */
  readonly heldOut: HeldOut | undefined;
  /** Probabilities of the recorded casts as if nobody of their group had taught it. @param groupOf of each example */
  leaveOut(groupOf: readonly string[]): (readonly number[])[];
}

/**
 * @param none number of spells, which is the class of movements that are none
 * @param first another answerer of the same examples, whose gate will do; else it is found on held-out casts. What is
 *   asked more rarely learns from no copies, in a fraction of the time.
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
  const features = tables.map((table) => table.features);
  const wanted = first ? (one: Example): boolean => one.made !== 'copy' : (): boolean => true;
  const plan = { ...common, rows: rowsByCast(examples, none, wanted), classes: none };
  const namer = onGrown ? grown(tables, plan, examples, groupOf, onGrown) : LinearHead.fit(tables, plan);
  const recorded = rowsOf(({ made }) => made === 'recorded');
  const leaveOut: FittedAnswerer['leaveOut'] = (groups) => {
    const scores = namer.heldOut(groups);
    return recorded.map((row) => softmax(scores.get(row) ?? [], HEAD_TEMPERATURE));
  };
  const made = rowsOf(({ spell }) => spell === none);
  const scores = first
    ? new Map<number, readonly number[]>()
    : new Map([...namer.heldOut(groupOf), ...made.map((row) => [row, namer.scoresOf(row)] as const)]);
  const strangers = first?.strangers ?? withoutLookalikes(examples, scores, none);
  if (strangers.length === 0) {
    const heldOut = { casts: recorded.map((row) => verdictOf(scores.get(row) ?? [], none, undefined)), strangers: [] };
    const { kernel, bias } = namer.weights();
    const answerer = { features, head: Net.linear(kernel, bias), gate: undefined };
    return { answerer, strangers, heldOut: first ? undefined : heldOut, leaveOut };
  }
  const allRows = [...namer.rows, ...strangers];
  const doubter = LinearHead.fit(tables, { ...common, rows: allRows, classes: none + 1, begun: namer });
  const doubts = first ? new Map<number, readonly number[]>() : doubter.heldOut(groupOf);
  const bothOf = (row: number): number[] => [...(scores.get(row) ?? []), ...(doubts.get(row) ?? [])];
  const judged =
    recorded.length >= ENOUGH_TO_CALIBRATE ? recorded : [...recorded, ...rowsOf(({ made }) => made === 'likely')];
  const gate = first?.answerer.gate ?? fitGate(judged.map(bothOf), strangers.map(bothOf), none);
  const answers = (rows: readonly number[]): Verdict[] => rows.map((row) => verdictOf(bothOf(row), none, gate));
  return {
    answerer: { features, head: joined(namer.weights(), doubter.weights(), none), gate },
    strangers,
    heldOut: first ? undefined : { casts: answers(recorded), strangers: answers(strangers) },
    leaveOut,
  };
}

/**
 * Rows of the spells: each cast with all copies of it, then those that are no cast's. Casts come in an order that has
 * nothing to do with whose they are, so that the first few are of many people.
 */
function rowsByCast(examples: readonly Example[], none: number, wanted: (one: Example) => boolean): number[] {
  const places = examples.flatMap((one, row) =>
    one.spell < none && wanted(one) ? [{ row, turn: turnOf(one.cast) }] : [],
  );
  return places.sort((a, b) => a.turn - b.turn || a.row - b.row).map(({ row }) => row);
}

/** Multiples of the golden ratio less their whole parts spread evenly, the first few too. 1 of what is no cast's. */
function turnOf(cast: number | undefined): number {
  return cast === undefined ? 1 : ((cast * (Math.sqrt(5) - 1)) / 2) % 1;
}

/** Fits to ever more of the casts, where each fit begins with the last, and tells how well each does. */
function grown(
  tables: readonly FeatureTable[],
  plan: HeadPlan,
  examples: readonly Example[],
  groupOf: readonly string[],
  onGrown: (points: readonly Grown[]) => void,
): LinearHead {
  const turns = examples.flatMap(({ made, cast }) => (made === 'recorded' ? [turnOf(cast)] : [])).sort((a, b) => a - b);
  const points: Grown[] = [];
  const fitTo = (share: number, begun: LinearHead | undefined): LinearHead => {
    const casts = Math.round(share * turns.length);
    const end = share === 1 ? Infinity : (turns[casts] ?? Infinity);
    const rows = plan.rows.filter((row) => turnOf(examples[row]?.cast) < end);
    const own = rows.filter((row) => examples[row]?.made === 'recorded');
    const head = LinearHead.fit(tables, { ...plan, rows, begun });
    const right = (scores: ReadonlyMap<number, readonly number[]>): number =>
      own.filter((row) => bestOf(scores.get(row) ?? []) === examples[row]?.spell).length / own.length;
    points.push({ casts, learnt: right(head.fitted()), heldOut: right(head.heldOut(groupOf)) });
    return head;
  };
  const all = GROWTH.reduce<LinearHead | undefined>((begun, share) => fitTo(share, begun), undefined);
  const head = fitTo(1, all);
  onGrown(points);
  return head;
}

/** What the scores of an {@link Answerer} say. @param none number of spells */
export function verdictOf(scores: readonly number[], none: number, gate: Logistic | undefined): Verdict {
  const probabilities = softmax(scores.slice(0, none), HEAD_TEMPERATURE);
  const known = probabilities.map((_, spell) => (gate ? logistic(gate, scores[none + spell] ?? 0) : 1));
  return { probabilities, known };
}

/** Rows of the strangers, less those kinds of which many are like a spell. @param scores of held-out casts and of strangers */
function withoutLookalikes(
  examples: readonly Example[],
  scores: ReadonlyMap<number, readonly number[]>,
  none: number,
): number[] {
  const best = (row: number): number => Math.max(...(scores.get(row) ?? []));
  const ofCasts = [...scores.keys()].filter((row) => examples[row]?.spell !== none).map(best);
  const usual = ofCasts.sort((a, b) => a - b)[Math.floor(ofCasts.length / 2)] ?? Infinity;
  const kinds = new Map<string, { rows: number[]; like: number }>();
  examples.forEach(({ spell, made, source = 0 }, row) => {
    if (spell !== none) return;
    const key = `${made} ${source}`;
    const kind = kinds.get(key) ?? { rows: [], like: 0 };
    kinds.set(key, kind);
    kind.rows.push(row);
    if (best(row) > usual) kind.like++;
  });
  return [...kinds.values()].flatMap(({ rows, like }) => (like > RARELY * rows.length ? [] : rows));
}

/** Casts are named by the first scores and doubted by the second ones of that name. */
function fitGate(
  known: readonly (readonly number[])[],
  strangers: readonly (readonly number[])[],
  none: number,
): Logistic {
  const doubt = (scores: readonly number[]): number => scores[none + bestOf(scores.slice(0, none))] ?? 0;
  const weight = (STRANGERS_EXPECTED * known.length) / strangers.length;
  return fitLogistic(
    [...known, ...strangers].map(doubt),
    [...known.map(() => true), ...strangers.map(() => false)],
    [...known.map(() => 1), ...strangers.map(() => weight)],
  );
}

/** Two heads as one layer; the class "none" of the second has done its work and is left out. */
function joined(
  namer: ReturnType<LinearHead['weights']>,
  doubter: ReturnType<LinearHead['weights']>,
  none: number,
): Net {
  const features = namer.kernel.length / none;
  const [kernel, bias] = [new Float32Array(features * 2 * none), new Float32Array(2 * none)];
  for (let f = 0; f < features; f++) {
    kernel.set(namer.kernel.subarray(f * none, (f + 1) * none), f * 2 * none);
    kernel.set(doubter.kernel.subarray(f * (none + 1), f * (none + 1) + none), (f * 2 + 1) * none);
  }
  bias.set(namer.bias);
  bias.set(doubter.bias.subarray(0, none), none);
  return Net.linear(kernel, bias);
}
