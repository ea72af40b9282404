import { reversedSignal, type Signal } from '@wandcast/gesture';
import { areaUnderRoc, calibrate, leaveOneUserOut, rejectionRateAt, type LabeledCast } from '@wandcast/recognition';
import { rocketOf, type RocketSettings } from '@wandcast/recognition/tensorflow';
import { spellsOf } from '../../input-files/read-labeled-casts.js';
import { rounded } from './recognition-summary.js';

/** Each variant changes one hyperparameter of the shipped recognizer. */
export const openSetVariants: Readonly<Record<string, Partial<RocketSettings>>> = {
  'as it ships': {},
  'kernels saw spells alone': { biasesFrom: 'spells' },
  'no scribbles at all': { scribbles: 0 },
  'scribbles alone': { negatives: 0 },
  'twice the scribbles': { scribbles: 400 },
};

/** How well confidence separates known casts from casts of spells left out of training, and from reversed casts. */
export interface OpenSetMetrics {
  readonly auroc: number;
  /** Share of unknown casts rejected at 5 % false rejection. */
  readonly rejectedAt5: number;
  readonly reversedAuroc: number;
}

/** Leave-one-person-out evaluation. */
export async function measureOpenSet(
  changes: Partial<RocketSettings>,
  casts: readonly LabeledCast[],
  unknown: readonly string[],
  seed: number,
): Promise<OpenSetMetrics> {
  const isKnown = ({ label }: LabeledCast): boolean => !unknown.includes(label);
  const spells = spellsOf(casts.filter(isKnown));
  const confidence = { known: [] as number[], unknown: [] as number[], reversed: [] as number[] };
  for (const { train, test } of leaveOneUserOut(casts)) {
    const options = { seed, purpose: 'serve', effort: 1, onStep: () => undefined } as const;
    const fitted = await rocketOf(changes).fit({ casts: train.filter(isKnown), weaklyLabeled: [] }, spells, options);
    const confidences = (signals: readonly Signal[]): number[] =>
      fitted
        .predictRaw(signals)
        .map(({ probabilities, evidence }) => Math.max(...calibrate(probabilities, evidence, 1)));
    const known = test.filter(isKnown).map(({ signal }) => signal);
    confidence.known.push(...confidences(known));
    confidence.reversed.push(...confidences(known.map(reversedSignal)));
    confidence.unknown.push(...confidences(test.filter((cast) => !isKnown(cast)).map(({ signal }) => signal)));
    fitted.dispose();
  }
  return {
    auroc: areaUnderRoc(confidence.known, confidence.unknown),
    rejectedAt5: rejectionRateAt(0.05, confidence.known, confidence.unknown),
    reversedAuroc: areaUnderRoc(confidence.known, confidence.reversed),
  };
}

/** @param each not empty */
export function meanOf(each: readonly OpenSetMetrics[]): OpenSetMetrics {
  const mean = (pick: (one: OpenSetMetrics) => number): number =>
    rounded(each.reduce((sum, one) => sum + pick(one), 0) / each.length);
  return {
    auroc: mean(({ auroc }) => auroc),
    rejectedAt5: mean(({ rejectedAt5 }) => rejectedAt5),
    reversedAuroc: mean(({ reversedAuroc }) => reversedAuroc),
  };
}
