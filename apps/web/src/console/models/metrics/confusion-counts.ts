import type { JudgedCast } from '@wandcast/protocol';

/** How often each spell was heard as which, by index: a row for what was meant, a column for what was heard. */
export function confusionOf(judged: readonly JudgedCast[], spells: number): number[][] {
  const counts = Array.from({ length: spells }, () => new Array<number>(spells).fill(0));
  for (const { meant, recognized } of judged) {
    const row = counts[meant];
    if (row !== undefined && recognized < spells) row[recognized] = (row[recognized] ?? 0) + 1;
  }
  return counts;
}

/** The casts behind one number of the matrix, the surest first: a sure mistake says the most. */
export function castsBehind(judged: readonly JudgedCast[], meant: number, recognized: number): JudgedCast[] {
  return judged
    .filter((one) => one.meant === meant && one.recognized === recognized)
    .sort((a, b) => b.confidence - a.confidence);
}

/** How many were named right, and how many there were. */
export function rightOf(confusion: readonly (readonly number[])[]): { readonly right: number; readonly casts: number } {
  let [right, casts] = [0, 0];
  confusion.forEach((row, meant) => {
    row.forEach((count, recognized) => {
      casts += count;
      if (meant === recognized) right += count;
    });
  });
  return { right, casts };
}

/** How well one spell is heard. */
export interface SpellFigures {
  /** Casts of it. */
  readonly casts: number;
  /** Share of what was called this spell that was; null where nothing was. */
  readonly precision: number | null;
  /** Share of its casts that were called so; null where there was none. */
  readonly recall: number | null;
}

/** The figures of every spell, in the order of the matrix. */
export function figuresOf(confusion: readonly (readonly number[])[]): SpellFigures[] {
  return confusion.map((row, i) => {
    const right = row[i] ?? 0;
    const casts = row.reduce((sum, count) => sum + count, 0);
    const called = confusion.reduce((sum, other) => sum + (other[i] ?? 0), 0);
    return { casts, precision: called === 0 ? null : right / called, recall: casts === 0 ? null : right / casts };
  });
}
