import { argmax, softmax } from '../evaluation/calibration.js';
import { HEAD_TEMPERATURE } from '../heads/head-temperature.js';
import { LinearHead } from '../heads/linear-head.js';
import { castsOfGlyphs, type WeaklyLabeledCast, type TrainingData, type FitOptions } from '../recognizer/recognizer.js';
import { WEAK_LABEL_ALPHA, weakLabelTables, weakLabelTablesWork } from '../models/weak-label-tables.js';
import { fitStep } from '../heads/head-work.js';
import type { WorkStep } from '../progress/work.js';
import { alignedByPerson, mostConfident } from './confident-predictions.js';
import type { UnlabeledCast } from './training-options.js';

/** Share of the casts that keep their predicted label in each round, most confident first. */
const KEPT_SHARES = [0.6, 0.78, 0.95];
/** Weight of a pseudo-labeled cast, relative to 1 for a person's label and 0.2 for a simulated cast. */
const PSEUDO_LABEL_WEIGHT = 0.8;
const FEATURES = 1700;

/**
 * Labels the room's unlabeled casts: a head learns from the known casts, predicts the unlabeled ones, keeps the most
 * confident predictions, and learns from those too (self-training, Scudder, 1965). A balance of spells is favored
 * mildly ({@link alignedByPerson}), not forced: that hurts if it is wrong.
 * @returns the casts kept, with their predicted labels
 */
export async function pseudoLabel(
  { casts, weaklyLabeled }: TrainingData,
  unlabeled: readonly UnlabeledCast[],
  spells: readonly string[],
  options: Pick<FitOptions, 'seed' | 'onStep'>,
): Promise<WeaklyLabeledCast[]> {
  if (unlabeled.length === 0) return [];
  const known = [...casts.map((cast) => ({ ...cast, weight: 1 })), ...castsOfGlyphs(weaklyLabeled)];
  const all = [...known, ...unlabeled];
  const spellOf = ({ label }: { readonly label: string }): number => spells.indexOf(label);
  const tables = await weakLabelTables(all, known.map(spellOf), FEATURES, options);
  const queries = unlabeled.map((_, i) => known.length + i);
  let pseudoLabels = new Map<number, number>();
  let knownHead: LinearHead | undefined;
  for (const share of KEPT_SHARES) {
    const head = LinearHead.fit(tables, {
      rows: [...known.map((_, row) => row), ...pseudoLabels.keys()],
      classOf: all.map((_, row) => pseudoLabels.get(row) ?? spells.indexOf(known[row]?.label ?? '')),
      weightOf: all.map((_, row) => known[row]?.weight ?? PSEUDO_LABEL_WEIGHT),
      classes: spells.length,
      alpha: WEAK_LABEL_ALPHA,
      warmStart: knownHead,
    });
    knownHead ??= head;
    await options.onStep();
    const predictions = queries.map((row) => ({
      row,
      user: all[row]?.user ?? '',
      probabilities: softmax(head.scoresOf(row), HEAD_TEMPERATURE),
    }));
    const kept = mostConfident(alignedByPerson(predictions), share);
    pseudoLabels = new Map(kept.map(({ row, probabilities }) => [row, argmax(probabilities)]));
  }
  return [...pseudoLabels].flatMap(([row, spell]) => {
    const cast = all[row];
    const label = spells[spell];
    return cast === undefined || label === undefined
      ? []
      : [{ ...cast, label, weight: PSEUDO_LABEL_WEIGHT, origin: 'pseudo-labeled' as const }];
  });
}

/** The steps of {@link pseudoLabel}. */
export function pseudoLabelWork(
  { casts, weaklyLabeled }: TrainingData,
  unlabeled: readonly UnlabeledCast[],
): WorkStep[] {
  if (unlabeled.length === 0) return [];
  const taught = [...casts, ...castsOfGlyphs(weaklyLabeled)];
  const all = [...taught, ...unlabeled];
  const known = taught.length;
  const kept = KEPT_SHARES.map((_, i) => known + (KEPT_SHARES[i - 1] ?? 0) * unlabeled.length);
  return [
    ...weakLabelTablesWork(all, FEATURES),
    ...kept.map((rows, i) => fitStep(rows, i === 0 ? 0 : known, Infinity)),
  ];
}
