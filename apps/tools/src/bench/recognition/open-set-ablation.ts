import { reversedCast, type Signal } from '@wandcast/gesture';
import { areaUnderRoc, calibrated, leaveOneUserOut, rejectedAt, type LabeledCast } from '@wandcast/recognition';
import { rocketOf, type RocketSettings } from '@wandcast/recognition/tensorflow';
import { spellsOf } from '../../input-files/read-labeled-casts.js';
import { rounded } from './recognition-summary.js';

/** Each is what ships, but for one thing. */
export const strangerVariants: Readonly<Record<string, Partial<RocketSettings>>> = {
  'as it ships': {},
  'kernels saw spells alone': { sees: 'spells' },
  'no scribbles at all': { scribbles: 0 },
  'scribbles alone': { strangers: 0 },
  'twice the scribbles': { scribbles: 400 },
};

/** Casts of spells that were left out of training, and known ones run backwards: does sureness tell them from known ones? */
export interface TurnedAway {
  readonly auroc: number;
  /** Share of the unknown ones turned away where 5 % of the known are. */
  readonly rejectedAt5: number;
  readonly reversedAuroc: number;
}

/** Leaves every person out in turn. */
export async function turnedAway(
  changes: Partial<RocketSettings>,
  casts: readonly LabeledCast[],
  unknown: readonly string[],
  seed: number,
): Promise<TurnedAway> {
  const isKnown = ({ label }: LabeledCast): boolean => !unknown.includes(label);
  const spells = spellsOf(casts.filter(isKnown));
  const sure = { known: [] as number[], unknown: [] as number[], reversed: [] as number[] };
  for (const { train, test } of leaveOneUserOut(casts)) {
    const options = { seed, purpose: 'serve', effort: 1, onStep: () => undefined } as const;
    const fitted = await rocketOf(changes).fit({ casts: train.filter(isKnown), likely: [] }, spells, options);
    const sureness = (signals: readonly Signal[]): number[] =>
      fitted
        .verdicts(signals)
        .map(({ probabilities, evidence }) => Math.max(...calibrated(probabilities, evidence, 1)));
    const known = test.filter(isKnown).map(({ signal }) => signal);
    sure.known.push(...sureness(known));
    sure.reversed.push(...sureness(known.map(reversedCast)));
    sure.unknown.push(...sureness(test.filter((cast) => !isKnown(cast)).map(({ signal }) => signal)));
    fitted.dispose();
  }
  return {
    auroc: areaUnderRoc(sure.known, sure.unknown),
    rejectedAt5: rejectedAt(0.05, sure.known, sure.unknown),
    reversedAuroc: areaUnderRoc(sure.known, sure.reversed),
  };
}

/** @param each not empty */
export function meanOf(each: readonly TurnedAway[]): TurnedAway {
  const mean = (pick: (one: TurnedAway) => number): number =>
    rounded(each.reduce((sum, one) => sum + pick(one), 0) / each.length);
  return {
    auroc: mean(({ auroc }) => auroc),
    rejectedAt5: mean(({ rejectedAt5 }) => rejectedAt5),
    reversedAuroc: mean(({ reversedAuroc }) => reversedAuroc),
  };
}
