import { accuracyBy, areaUnderRoc, evaluationOf, rejectionRateAt } from '@wandcast/recognition';
import { PREFIXES, type FoldResult } from './evaluate-fold.js';

/** What `bench:recognition` prints: means over the seeds. */
export type Summary = ReturnType<typeof summaryOf>;

/** @param seeds the folds' results of each seed */
export function summaryOf(seeds: readonly (readonly FoldResult[])[], hasUnknown: boolean) {
  const each = seeds.map(summaryOfSeed);
  const mean = (pick: (one: SeedSummary) => number): number => rounded(meanOf(each.map(pick)));
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
    trainSeconds: rounded(meanOf(seeds.flat().map(({ trainSeconds }) => trainSeconds)), 10),
    predictMs: rounded(meanOf(seeds.flat().map(({ predictMs }) => predictMs)), 100),
    bytes: Math.max(...seeds.flat().map(({ bytes }) => bytes)),
    ece: mean(({ ece }) => ece),
    unknown: hasUnknown
      ? {
          auroc: mean(({ unknown }) => unknown.auroc),
          rejectedAt5: mean(({ unknown }) => unknown.rejectedAt5),
          falseRejectAtThreshold: mean(({ fizzled }) => fizzled),
        }
      : null,
    reversed: {
      auroc: mean(({ reversed }) => reversed.auroc),
      rejectedAt5: mean(({ reversed }) => reversed.rejectedAt5),
    },
    prefix: each[0]?.prefix == null ? null : means(({ prefix }) => ({ ...prefix })),
    falseRejectAtThreshold: mean(({ fizzled }) => fizzled),
    perUser,
    perSpell: means(({ perSpell }) => perSpell),
    seeds: each.map(({ accuracy }) => rounded(accuracy)),
    casts: meanOf(each.map(({ casts }) => casts)),
  };
}

type SeedSummary = ReturnType<typeof summaryOfSeed>;

function summaryOfSeed(results: readonly FoldResult[]) {
  const judged = results.flatMap((result) => result.judged);
  const { accuracy, ece, perSpell } = evaluationOf(judged);
  const share = (pick: (result: FoldResult) => number): number =>
    results.reduce((sum, result) => sum + pick(result), 0) / judged.length;
  const known = judged.map(({ probabilities }) => Math.max(...probabilities));
  const against = (strangers: readonly number[]): { auroc: number; rejectedAt5: number } => ({
    auroc: areaUnderRoc(known, strangers),
    rejectedAt5: rejectionRateAt(0.05, known, strangers),
  });
  const hasBaseline = results.every(({ right }) => right !== undefined);
  const hasPrefix = results.every(({ rightAfter }) => rightAfter !== undefined);
  return {
    accuracy,
    ece,
    perSpell,
    perUser: Object.fromEntries(accuracyBy(judged, ({ user }) => user)),
    baseline: hasBaseline
      ? { knnDtw: share(({ right }) => right?.knnDtw ?? 0), cnn2018: share(({ right }) => right?.cnn2018 ?? 0) }
      : null,
    prefix: hasPrefix
      ? Object.fromEntries(PREFIXES.map((percent, i) => [percent, share(({ rightAfter }) => rightAfter?.[i] ?? 0)]))
      : null,
    unknown: against(results.flatMap(({ unknown }) => unknown)),
    reversed: against(results.flatMap(({ backwards }) => backwards)),
    fizzled: share(({ fizzled }) => fizzled),
    casts: judged.length,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function rounded(value: number, parts = 1000): number {
  return Math.round(parts * value) / parts;
}
