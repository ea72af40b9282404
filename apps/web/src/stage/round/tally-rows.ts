import type { RoundTally, Spell, SpellId } from '@wandcast/protocol';
import { recognizedCount } from './title/round-sentences';

/** A row of the tally: one spell, all spells without their own row, or fizzled casts. */
export type TallyRow =
  | { readonly kind: 'spell'; readonly spell: Spell; readonly casts: number; readonly asked: boolean }
  | { readonly kind: 'others'; readonly casts: number }
  | { readonly kind: 'fizzled'; readonly casts: number };

/** Maximum number of rows for spells. More would be too small to read from the last row of the room. */
export const MAX_SPELL_ROWS = 8;

/**
 * The rows of the tally, in the order of the book. A large book shows the requested spell and the most frequent ones.
 * The rest, and spells that left the book, share one row.
 */
export function tallyRows(spells: readonly Spell[], asked: SpellId | null, tally: RoundTally | null): TallyRow[] {
  const casts = (id: SpellId): number => (tally === null ? 0 : recognizedCount(tally, id));
  const shown = new Set(
    spells.length <= MAX_SPELL_ROWS
      ? spells.map(({ id }) => id)
      : spells
          .map(({ id }, i) => ({ id, i, rank: id === asked ? Infinity : casts(id) }))
          .sort((a, b) => b.rank - a.rank || a.i - b.i)
          .slice(0, MAX_SPELL_ROWS - 1)
          .map(({ id }) => id),
  );
  const rest = (tally?.recognized ?? []).filter(([id]) => !shown.has(id)).reduce((sum, [, n]) => sum + n, 0);
  const rows = spells
    .filter(({ id }) => shown.has(id))
    .map((spell): TallyRow => ({ kind: 'spell', spell, casts: casts(spell.id), asked: spell.id === asked }));
  if (rest > 0 || shown.size < spells.length) rows.push({ kind: 'others', casts: rest });
  return [...rows, { kind: 'fizzled', casts: tally?.fizzled ?? 0 }];
}

/** Height of the requested spell's row, relative to the others. */
const REQUESTED_WEIGHT = 2.2;

/** Height of each row. They add up to `height`. */
export function rowHeights(rows: readonly TallyRow[], height: number): number[] {
  const weights = rows.map((row) => (row.kind === 'spell' && row.asked ? REQUESTED_WEIGHT : 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (height * weight) / Math.max(1, whole));
}
