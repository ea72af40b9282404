import { SEAL_BARS, type Spell, type SpellAccuracy, type SpellHue } from '@wandcast/protocol';

/** Lengths of bars of what was heard as asked, heard as another, and fizzled: a fizzle is hardly there. */
const LENGTH = { right: 92, mistaken: 56, other: 56, fizzled: 6 } as const;

export interface AccuracyRing {
  readonly lengths: readonly number[];
  readonly tints: readonly (SpellHue | 'none' | null)[];
}

/**
 * What became of a spell's casts as a ring of SEAL_BARS bars: as many of each kind as it has a share, right ones first and
 * in the spell's own color, then those that were mistaken for one other in the color of that.
 */
export function accuracyRing(
  { asked, right, fizzled, mistaken }: SpellAccuracy,
  spells: readonly Pick<Spell, 'id' | 'hue'>[],
): AccuracyRing {
  const confused = mistaken?.casts ?? 0;
  const kinds = [
    { casts: right, length: LENGTH.right, tint: null },
    {
      casts: confused,
      length: LENGTH.mistaken,
      tint: spells.find(({ id }) => id === mistaken?.spell)?.hue ?? ('none' as const),
    },
    { casts: asked - right - fizzled - confused, length: LENGTH.other, tint: 'none' as const },
    { casts: fizzled, length: LENGTH.fizzled, tint: 'none' as const },
  ];
  let sum = 0;
  const ends = kinds.map(({ casts }) => (sum += casts));
  const bars = Array.from({ length: SEAL_BARS }, (_, bar) => {
    const at = ((bar + 0.5) / SEAL_BARS) * asked;
    return kinds[ends.findIndex((end) => at < end)] ?? kinds[kinds.length - 1];
  });
  return { lengths: bars.map((bar) => bar?.length ?? 0), tints: bars.map((bar) => bar?.tint ?? null) };
}
