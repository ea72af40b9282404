import { reversedSignal, type Signal } from '@wandcast/gesture';
import { areaUnderRoc, calibrate, leaveOneUserOut, rejectionRateAt, type LabeledCast } from '@wandcast/recognition';
import { rocketOf, type RocketSettings } from '@wandcast/recognition/tensorflow';
import { spellsOf } from '../../input-files/read-labeled-casts.js';
import { mean } from '../../figures/mean.js';
import { roundTo } from '../../figures/round-to.js';

/** Each variant changes one setting of the shipped model. */
export const openSetVariants: Readonly<Record<string, Partial<RocketSettings>>> = {
  'as shipped': {},
  'kernels fit on spells only': { biasesFrom: 'spells' },
  'no scribbles': { scribbles: 0 },
  'scribbles only': { negatives: 0 },
  'twice the scribbles': { scribbles: 400 },
};

/** How well confidence separates known casts from casts of untrained spells, and from known casts run backwards. */
export interface Rejection {
  readonly auroc: number;
  /** Share of unknown casts rejected by the threshold that rejects 5 % of the known ones. */
  readonly rejectedAt5: number;
  readonly reversedAuroc: number;
}

/** Measures rejection with each person left out in turn. */
export async function measureRejection(
  changes: Partial<RocketSettings>,
  casts: readonly LabeledCast[],
  unknown: readonly string[],
  seed: number,
): Promise<Rejection> {
  const isKnown = ({ label }: LabeledCast): boolean => !unknown.includes(label);
  const spells = spellsOf(casts.filter(isKnown));
  const confidences = { known: [] as number[], unknown: [] as number[], reversed: [] as number[] };
  for (const { train, test } of leaveOneUserOut(casts)) {
    const options = { seed, purpose: 'serve', effort: 1, onStep: () => undefined } as const;
    const fitted = await rocketOf(changes).fit({ casts: train.filter(isKnown), weaklyLabeled: [] }, spells, options);
    const confidenceOf = (signals: readonly Signal[]): number[] =>
      fitted
        .predictRaw(signals)
        .map(({ probabilities, evidence }) => Math.max(...calibrate(probabilities, evidence, 1)));
    const known = test.filter(isKnown).map(({ signal }) => signal);
    confidences.known.push(...confidenceOf(known));
    confidences.reversed.push(...confidenceOf(known.map(reversedSignal)));
    confidences.unknown.push(...confidenceOf(test.filter((cast) => !isKnown(cast)).map(({ signal }) => signal)));
    fitted.dispose();
  }
  return {
    auroc: areaUnderRoc(confidences.known, confidences.unknown),
    rejectedAt5: rejectionRateAt(0.05, confidences.known, confidences.unknown),
    reversedAuroc: areaUnderRoc(confidences.known, confidences.reversed),
  };
}

/** @param each must not be empty */
export function meanRejection(each: readonly Rejection[]): Rejection {
  const meanBy = (pick: (one: Rejection) => number): number => roundTo(mean(each.map(pick)), 3);
  return {
    auroc: meanBy(({ auroc }) => auroc),
    rejectedAt5: meanBy(({ rejectedAt5 }) => rejectedAt5),
    reversedAuroc: meanBy(({ reversedAuroc }) => reversedAuroc),
  };
}
