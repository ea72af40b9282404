import { SEAL_BARS, type Spell, type SpellAccuracy, type SpellHue } from '@wandcast/protocol';

/** Bar lengths by result, 0..99. Fizzled casts are barely visible. */
const LENGTH = { right: 92, mistaken: 56, other: 56, fizzled: 6 } as const;

export interface AccuracyRing {
  readonly lengths: readonly number[];
  readonly tints: readonly (SpellHue | 'none' | null)[];
}

/**
 * Recognition results of a spell as a ring of SEAL_BARS bars, each result in proportion to its share. Correct casts
 * come first, in the spell's color (null). Those mistaken for the most frequent wrong spell follow, in that spell's
 * color.
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
