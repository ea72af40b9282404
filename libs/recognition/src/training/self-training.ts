import { bestOf, softmax } from '../evaluation/calibration.js';
import { HEAD_TEMPERATURE, LinearHead } from '../heads/linear-head.js';
import type { LikelyCast, Lessons, FitOptions } from '../recognizer/recognizer.js';
import { HELPED_ALPHA, helpedTables } from '../models/rocket.js';
import type { UnlabeledCast } from './training-options.js';

/** Share of each person's casts that keep their predicted label in each round, most confident first. */
const BELIEVED = [0.6, 0.78, 0.95];
/** Weight of a pseudo-labeled cast, relative to 1 for a person's label and 0.2 for a simulated cast. */
const NAMED_WEIGHT = 0.8;
const FEATURES = 1700;

/**
 * Labels the room's unlabeled casts: a head learns from the known casts, predicts the unlabeled ones, keeps each
 * person's most confident predictions, and learns from those too (self-training, Scudder, 1965). The frequency of
 * spells is left open: forcing a balance hurts if it is wrong.
 * @returns the casts kept, with their predicted labels
 */
export async function namedByThemselves(
  { casts, likely }: Lessons,
  unlabeled: readonly UnlabeledCast[],
  spells: readonly string[],
  options: Pick<FitOptions, 'seed' | 'onStep'>,
): Promise<LikelyCast[]> {
  if (unlabeled.length === 0) return [];
  const known = [...casts.map((cast) => ({ ...cast, weight: 1 })), ...likely];
  const all = [...known, ...unlabeled];
  const spellOf = ({ label }: { readonly label: string }): number => spells.indexOf(label);
  const tables = await helpedTables(all, known.map(spellOf), FEATURES, options);
  const asked = unlabeled.map((_, i) => known.length + i);
  let named = new Map<number, number>();
  let onKnown: LinearHead | undefined;
  for (const share of BELIEVED) {
    const head = LinearHead.fit(tables, {
      rows: [...known.map((_, row) => row), ...named.keys()],
      classOf: all.map((_, row) => named.get(row) ?? spells.indexOf(known[row]?.label ?? '')),
      weightOf: all.map((_, row) => known[row]?.weight ?? NAMED_WEIGHT),
      classes: spells.length,
      alpha: HELPED_ALPHA,
      begun: onKnown,
    });
    onKnown ??= head;
    await options.onStep();
    named = surest(
      asked.map((row) => ({
        row,
        user: all[row]?.user ?? '',
        probabilities: softmax(head.scoresOf(row), HEAD_TEMPERATURE),
      })),
      share,
    );
  }
  return [...named].flatMap(([row, spell]) => {
    const cast = all[row];
    const label = spells[spell];
    return cast === undefined || label === undefined
      ? []
      : [{ ...cast, label, weight: NAMED_WEIGHT, origin: 'named' as const }];
  });
}

interface Named {
  readonly row: number;
  readonly user: string;
  readonly probabilities: readonly number[];
}

/** The predicted class of each person's most confident casts, by row. */
function surest(asked: readonly Named[], share: number): Map<number, number> {
  const byUser = new Map<string, Named[]>();
  for (const one of asked) byUser.set(one.user, [...(byUser.get(one.user) ?? []), one]);
  const sureness = ({ probabilities }: Named): number => Math.max(...probabilities);
  const believed = [...byUser.values()].flatMap((own) =>
    own.sort((a, b) => sureness(b) - sureness(a)).slice(0, Math.floor(share * own.length)),
  );
  return new Map(believed.map(({ row, probabilities }) => [row, bestOf(probabilities)]));
}
