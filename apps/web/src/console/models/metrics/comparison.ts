import type { CastId, JudgedCast, ModelReport, ModelSummary, SpellId } from '@wandcast/protocol';

/** A version and its report. */
export interface Version {
  readonly model: Pick<ModelSummary, 'id' | 'version' | 'spells'>;
  readonly report: Pick<ModelReport, 'judged' | 'people' | 'personOf'>;
}

/** A figure of both versions; null if there was nothing to measure. */
export type Pair = readonly [number | null, number | null];

/** A cast that both versions were tested on, and what each recognized. */
export interface SharedCast {
  readonly castId: CastId;
  readonly meant: SpellId;
  readonly recognized: readonly [SpellId, SpellId];
  readonly confidence: readonly [number, number];
  /** Index of the person in the first report, and their name; null if the cast was deleted. */
  readonly person: number | null;
  readonly nickname: string | null;
}

export interface Comparison {
  readonly casts: readonly SharedCast[];
  readonly accuracy: Pair;
  readonly spells: readonly {
    readonly spell: SpellId;
    readonly casts: number;
    readonly recall: Pair;
    readonly precision: Pair;
  }[];
  /** Most casts first. */
  readonly people: readonly { readonly nickname: string | null; readonly casts: number; readonly accuracy: Pair }[];
  /** Casts that only the first version got right, and those that only the second did; most confident mistakes first. */
  readonly onlyRight: readonly [readonly SharedCast[], readonly SharedCast[]];
}

/**
 * Compares two versions on the held-out casts of both. Casts that were relabeled between both trainings count for
 * neither. Undefined if they share none.
 */
export function compareVersions(first: Version, second: Version): Comparison | undefined {
  const casts = sharedCasts(first, second);
  if (casts.length === 0) return undefined;
  const sides = [0, 1] as const;
  const pair = (of: (side: 0 | 1) => number | null): Pair => [of(0), of(1)];
  const isRight = (cast: SharedCast, side: 0 | 1): boolean => cast.recognized[side] === cast.meant;
  const shareRight = (some: readonly SharedCast[], side: 0 | 1): number | null =>
    some.length === 0 ? null : some.filter((cast) => isRight(cast, side)).length / some.length;
  const spells = [...new Set(casts.map(({ meant }) => meant))];
  const byPerson = new Map<number | null, SharedCast[]>();
  for (const cast of casts) byPerson.set(cast.person, [...(byPerson.get(cast.person) ?? []), cast]);
  const onlyRight = sides.map((side) => {
    const other = side === 0 ? 1 : 0;
    return casts
      .filter((cast) => isRight(cast, side) && !isRight(cast, other))
      .sort((a, b) => b.confidence[other] - a.confidence[other]);
  });
  return {
    casts,
    accuracy: pair((side) => shareRight(casts, side)),
    spells: spells.map((spell) => {
      const own = casts.filter(({ meant }) => meant === spell);
      return {
        spell,
        casts: own.length,
        recall: pair((side) => shareRight(own, side)),
        precision: pair((side) =>
          shareRight(
            casts.filter(({ recognized }) => recognized[side] === spell),
            side,
          ),
        ),
      };
    }),
    people: [...byPerson.values()]
      .map((own) => ({
        nickname: own[0]?.nickname ?? null,
        casts: own.length,
        accuracy: pair((side) => shareRight(own, side)),
      }))
      .sort((a, b) => b.casts - a.casts),
    onlyRight: [onlyRight[0] ?? [], onlyRight[1] ?? []],
  };
}

function sharedCasts(first: Version, second: Version): SharedCast[] {
  const others = new Map(second.report.judged.map((one) => [one.castId, one]));
  return first.report.judged.flatMap((one, i): SharedCast[] => {
    const other = others.get(one.castId);
    if (other === undefined) return [];
    const meant = spellAt(first, one.meant);
    if (meant === undefined || meant !== spellAt(second, other.meant)) return [];
    const recognized = [spellAt(first, one.recognized), spellAt(second, other.recognized)] as const;
    if (recognized[0] === undefined || recognized[1] === undefined) return [];
    const person = first.report.personOf[i] ?? null;
    return [
      {
        castId: one.castId,
        meant,
        recognized: [recognized[0], recognized[1]],
        confidence: [one.confidence, other.confidence],
        person,
        nickname: person === null ? null : (first.report.people[person]?.nickname ?? null),
      },
    ];
  });
}

function spellAt({ model }: Version, index: JudgedCast['meant']): SpellId | undefined {
  return model.spells[index];
}
