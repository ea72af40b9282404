import { seeded, shuffled } from '@wandcast/gesture';
import {
  argmax,
  calibrate,
  PersonalAdapter,
  sharedView,
  type ConfirmedCast,
  type LabeledCast,
  type RawPrediction,
} from '@wandcast/recognition';
import type { Model } from '@wandcast/recognition/tensorflow';
import { mean } from '../../figures/mean.js';
import { roundTo } from '../../figures/round-to.js';

/** Random choices of the confirmed casts per person: one choice more or less lucky says little. */
const DRAWS = 20;

/** Errors on one person's other casts, shares 0..1: by the shared model, and once it is adapted to the confirmed casts. */
export interface PersonError {
  readonly user: string;
  /** Confirmed casts of each spell. */
  readonly confirmed: number;
  readonly before: number;
  readonly after: number;
  /** Known casts below the model's threshold, before and after. */
  readonly rejected: readonly [number, number];
  /** Time for fitting an adapter, ms, and for adapting one prediction, us. */
  readonly fitMs: number;
  readonly adaptUs: number;
}

/** Lets the model adapt to each person of `casts`, with each number of confirmed casts per spell. */
export function measureAdaptation(
  model: Model,
  casts: readonly LabeledCast[],
  counts: readonly number[],
  seed: number,
): PersonError[] {
  const { spells, threshold } = model.card;
  const rows = model.personal(casts.map(({ signal }) => signal));
  const known = casts.flatMap(({ label, user }, i): (ConfirmedCast & { user: string })[] => {
    const view = sharedView(rows[i] ?? []);
    return view && spells.includes(label) ? [{ ...view, user, spell: spells.indexOf(label) }] : [];
  });
  const users = [...new Set(known.map(({ user }) => user))];
  return users.flatMap((user) => {
    const own = known.filter((cast) => cast.user === user);
    return counts.map((confirmed) => {
      const draws = Array.from({ length: DRAWS }, (_, draw) => measureDraw(own, confirmed, threshold, seed + draw));
      const meanOf = (pick: (draw: Draw) => number): number => mean(draws.map(pick));
      return {
        ...{ user, confirmed, before: meanOf(({ before }) => before), after: meanOf(({ after }) => after) },
        rejected: [meanOf(({ rejected }) => rejected[0]), meanOf(({ rejected }) => rejected[1])] as const,
        ...{ fitMs: meanOf(({ fitMs }) => fitMs), adaptUs: meanOf(({ adaptUs }) => adaptUs) },
      };
    });
  });
}

type Draw = Omit<PersonError, 'user' | 'confirmed'>;

function measureDraw(own: readonly ConfirmedCast[], count: number, threshold: number, seed: number): Draw {
  const seen = new Map<number, number>();
  const [confirmed, others]: [ConfirmedCast[], ConfirmedCast[]] = [[], []];
  for (const cast of shuffled(own, seeded(seed))) {
    const before = seen.get(cast.spell) ?? 0;
    seen.set(cast.spell, before + 1);
    (before < count ? confirmed : others).push(cast);
  }
  const startedAt = performance.now();
  const adapter = PersonalAdapter.fit(confirmed);
  const fittedAt = performance.now();
  const adapted = others.map((cast) => adapter.adapt(cast));
  const adaptedAt = performance.now();
  const shareOf = (isTrue: (i: number) => boolean): number => others.filter((_, i) => isTrue(i)).length / others.length;
  const isWrong = (probabilities: readonly number[] = [], i: number): boolean =>
    argmax(probabilities) !== others[i]?.spell;
  const shareBelow = (predictions: readonly RawPrediction[]): number =>
    predictions.filter(({ probabilities, evidence }) => Math.max(...calibrate(probabilities, evidence, 1)) < threshold)
      .length / predictions.length;
  return {
    before: shareOf((i) => isWrong(others[i]?.probabilities, i)),
    after: shareOf((i) => isWrong(adapted[i]?.probabilities, i)),
    rejected: [shareBelow(others), shareBelow(adapted)],
    fitMs: fittedAt - startedAt,
    adaptUs: (1000 * (adaptedAt - fittedAt)) / Math.max(1, others.length),
  };
}

/** Result of `--adapt` for one number of confirmed casts per spell. Errors are shares, 0..1. */
export type AdaptationSummary = ReturnType<typeof summarizeAdaptation>[number];

/** @param people errors of all folds and seeds */
export function summarizeAdaptation(people: readonly PersonError[]) {
  const counts = [...new Set(people.map(({ confirmed }) => confirmed))];
  return counts.map((confirmed) => {
    const same = people.filter((one) => one.confirmed === confirmed);
    const meanOf = (pick: (one: PersonError) => number, of: readonly PersonError[]): number => mean(of.map(pick));
    const perUser = [...new Set(same.map(({ user }) => user))].map((user) => {
      const own = same.filter((one) => one.user === user);
      return { user, before: meanOf(({ before }) => before, own), after: meanOf(({ after }) => after, own) };
    });
    const worst = [...perUser].sort((a, b) => b.before - a.before).slice(0, 3);
    const fallOf = (of: typeof perUser): number => {
      const before = mean(of.map((one) => one.before));
      return before === 0 ? 0 : roundTo(1 - mean(of.map((one) => one.after)) / before, 3);
    };
    return {
      confirmed,
      fall: fallOf(perUser),
      worstThree: { users: worst.map(({ user }) => user), fall: fallOf(worst) },
      rise: roundTo(Math.max(...perUser.map(({ before, after }) => after - before)), 4),
      rejected: [0, 1].map((i) =>
        roundTo(
          meanOf(({ rejected }) => rejected[i] ?? NaN, same),
          3,
        ),
      ),
      perUser: Object.fromEntries(
        perUser.map(({ user, before, after }) => [user, [roundTo(before, 4), roundTo(after, 4)]]),
      ),
      fitMs: roundTo(
        meanOf(({ fitMs }) => fitMs, same),
        2,
      ),
      adaptUs: roundTo(
        meanOf(({ adaptUs }) => adaptUs, same),
        1,
      ),
    };
  });
}
