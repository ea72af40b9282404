import { accuracyBy, areaUnderRoc, evaluationOf, rejectionRateAt } from '@wandcast/recognition';
import { mean as meanOf } from '../../figures/mean.js';
import { roundTo } from '../../figures/round-to.js';
import { summarizeAdaptation } from './personal-adaptation.js';
import { PREFIXES, type FoldResult } from './evaluate-fold.js';

/** Result of `bench:recognition`: means over the seeds. */
export type RecognitionSummary = ReturnType<typeof summarizeRecognition>;

/** @param seeds results of every fold, by seed */
export function summarizeRecognition(seeds: readonly (readonly FoldResult[])[], hasUnknown: boolean) {
  const each = seeds.map(summarizeSeed);
  const mean = (pick: (one: SeedSummary) => number): number => roundTo(meanOf(each.map(pick)), 3);
  const means = (pick: (one: SeedSummary) => Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(
      Object.keys(each[0] ? pick(each[0]) : {}).map((key) => [key, mean((one) => pick(one)[key] ?? 0)]),
    );
  const perUser = means(({ perUser }) => perUser);
  const worst = Object.entries(perUser).sort(([, a], [, b]) => a - b)[0];
  return {
    kind: [...new Set(seeds.flat().map(({ kind }) => kind))].join(', '),
    accuracy: mean(({ accuracy }) => accuracy),
    worstUser: worst === undefined ? null : { user: worst[0], accuracy: worst[1] },
    baseline: each[0]?.baseline == null ? null : means(({ baseline }) => ({ ...baseline })),
    trainSeconds: roundTo(meanOf(seeds.flat().map(({ trainSeconds }) => trainSeconds)), 1),
    predictMs: roundTo(meanOf(seeds.flat().map(({ predictMs }) => predictMs)), 2),
    liveMs: each[0]?.prefix == null ? null : roundTo(meanOf(seeds.flat().map(({ liveMs = NaN }) => liveMs)), 2),
    bytes: Math.max(...seeds.flat().map(({ bytes }) => bytes)),
    ece: mean(({ ece }) => ece),
    unknown: hasUnknown
      ? {
          auroc: mean(({ unknown }) => unknown.auroc),
          rejectedAt5: mean(({ unknown }) => unknown.rejectedAt5),
          falseRejectAtThreshold: mean(({ rejected }) => rejected),
        }
      : null,
    reversed: {
      auroc: mean(({ reversed }) => reversed.auroc),
      rejectedAt5: mean(({ reversed }) => reversed.rejectedAt5),
    },
    prefix: each[0]?.prefix == null ? null : means(({ prefix }) => ({ ...prefix })),
    falseRejectAtThreshold: mean(({ rejected }) => rejected),
    adapted: summarizeAdaptation(seeds.flat().flatMap(({ adapted }) => adapted)),
    perUser,
    perSpell: means(({ perSpell }) => perSpell),
    seeds: each.map(({ accuracy }) => roundTo(accuracy, 3)),
    casts: meanOf(each.map(({ casts }) => casts)),
  };
}

type SeedSummary = ReturnType<typeof summarizeSeed>;

function summarizeSeed(results: readonly FoldResult[]) {
  const evaluated = results.flatMap((result) => result.evaluated);
  const { accuracy, ece, perSpell } = evaluationOf(evaluated);
  const share = (pick: (result: FoldResult) => number): number =>
    results.reduce((sum, result) => sum + pick(result), 0) / evaluated.length;
  const known = evaluated.map(({ probabilities }) => Math.max(...probabilities));
  const separation = (negatives: readonly number[]): { auroc: number; rejectedAt5: number } => ({
    auroc: areaUnderRoc(known, negatives),
    rejectedAt5: rejectionRateAt(0.05, known, negatives),
  });
  const hasBaseline = results.every(({ correct }) => correct !== undefined);
  const hasPrefix = results.every(({ correctAfter }) => correctAfter !== undefined);
  return {
    accuracy,
    ece,
    perSpell,
    perUser: Object.fromEntries(accuracyBy(evaluated, ({ user }) => user)),
    baseline: hasBaseline
      ? { knnDtw: share(({ correct }) => correct?.knnDtw ?? 0), cnn2018: share(({ correct }) => correct?.cnn2018 ?? 0) }
      : null,
    prefix: hasPrefix
      ? Object.fromEntries(PREFIXES.map((percent, i) => [percent, share(({ correctAfter }) => correctAfter?.[i] ?? 0)]))
      : null,
    unknown: separation(results.flatMap(({ unknown }) => unknown)),
    reversed: separation(results.flatMap(({ reversed }) => reversed)),
    rejected: share(({ rejected }) => rejected),
    casts: evaluated.length,
  };
}
