import type { JudgedCast } from '@wandcast/protocol';

/** Confusion matrix: rows are meant spells, columns recognized ones. */
export function confusionOf(judged: readonly JudgedCast[], spells: number): number[][] {
  const counts = Array.from({ length: spells }, () => new Array<number>(spells).fill(0));
  for (const { meant, recognized } of judged) {
    const row = counts[meant];
    if (row !== undefined && recognized < spells) row[recognized] = (row[recognized] ?? 0) + 1;
  }
  return counts;
}

/** The casts of one cell of the matrix, most confident first, because confident mistakes are the most informative. */
export function castsInCell(judged: readonly JudgedCast[], meant: number, recognized: number): JudgedCast[] {
  return judged
    .filter((one) => one.meant === meant && one.recognized === recognized)
    .sort((a, b) => b.confidence - a.confidence);
}

/** Numbers of correct casts and of all casts. */
export function correctCounts(confusion: readonly (readonly number[])[]): {
  readonly correct: number;
  readonly casts: number;
} {
  let [correct, casts] = [0, 0];
  confusion.forEach((row, meant) => {
    row.forEach((count, recognized) => {
      casts += count;
      if (meant === recognized) correct += count;
    });
  });
  return { correct, casts };
}

/** Recall and precision of one spell. */
export interface SpellFigures {
  readonly casts: number;
  /** Null if it was never recognized. */
  readonly precision: number | null;
  /** Null without casts. */
  readonly recall: number | null;
}

/** Figures of each spell in the order of the matrix. */
export function figuresOf(confusion: readonly (readonly number[])[]): SpellFigures[] {
  return confusion.map((row, i) => {
    const correct = row[i] ?? 0;
    const casts = row.reduce((sum, count) => sum + count, 0);
    const recognized = confusion.reduce((sum, other) => sum + (other[i] ?? 0), 0);
    return {
      casts,
      precision: recognized === 0 ? null : correct / recognized,
      recall: casts === 0 ? null : correct / casts,
    };
  });
}
