import type { RoundTally, Spell, SpellId } from '@wandcast/protocol';
import { heardOf } from './stage-round-text';

/** A line of the tally: a spell of the book, spells that have no line of their own, or what fizzled. */
export type TallyRow =
  | { readonly kind: 'spell'; readonly spell: Spell; readonly casts: number; readonly asked: boolean }
  | { readonly kind: 'others'; readonly casts: number }
  | { readonly kind: 'fizzled'; readonly casts: number };

/** Spells with a line of their own, at most: more lines are too low to read from the last row. */
export const MOST_SPELLS = 8;

/**
 * The tally line by line, in the order of the book. A thick book shows what is asked for and what was heard most; the
 * rest, and spells that left the book, are one line.
 */
export function tallyRows(spells: readonly Spell[], asked: SpellId | null, tally: RoundTally | null): TallyRow[] {
  const casts = (id: SpellId): number => (tally === null ? 0 : heardOf(tally, id));
  const shown = new Set(
    spells.length <= MOST_SPELLS
      ? spells.map(({ id }) => id)
      : spells
          .map(({ id }, i) => ({ id, i, rank: id === asked ? Infinity : casts(id) }))
          .sort((a, b) => b.rank - a.rank || a.i - b.i)
          .slice(0, MOST_SPELLS - 1)
          .map(({ id }) => id),
  );
  const rest = (tally?.recognized ?? []).filter(([id]) => !shown.has(id)).reduce((sum, [, n]) => sum + n, 0);
  const rows = spells
    .filter(({ id }) => shown.has(id))
    .map((spell): TallyRow => ({ kind: 'spell', spell, casts: casts(spell.id), asked: spell.id === asked }));
  if (rest > 0 || shown.size < spells.length) rows.push({ kind: 'others', casts: rest });
  return [...rows, { kind: 'fizzled', casts: tally?.fizzled ?? 0 }];
}

/** The line of what is asked for is so much higher than the others. */
const ASKED = 2.2;

/** Height of each row, in the unit of `height`, together as high as that. */
export function rowHeights(rows: readonly TallyRow[], height: number): number[] {
  const weights = rows.map((row) => (row.kind === 'spell' && row.asked ? ASKED : 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (height * weight) / Math.max(1, whole));
}
