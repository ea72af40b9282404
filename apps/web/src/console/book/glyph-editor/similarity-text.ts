import { texts } from '../../texts/console-texts';

/** How similar a drawn glyph is to a spell of the book, as shares of simulated casts, 0..1. */
export interface Similarity {
  readonly name: string;
  /** Mistaken for the spell. */
  readonly forwards: number;
  /** Mistaken for the spell drawn in reverse. */
  readonly backwards: number;
}

/** Smallest shares that cause a warning: distinct glyphs reach 0.13, a copy 0.5. */
const MIN_SIMILAR = 0.2;
const MIN_REVERSED = 0.3;
const MAX_WARNINGS = 3;

/** Warnings about similar glyphs, most serious first. */
export function similarityWarnings(similarities: readonly Similarity[]): string[] {
  const { mistaken, reversed } = texts().book.editor;
  return [...similarities]
    .sort((a, b) => Math.max(b.forwards, b.backwards) - Math.max(a.forwards, a.backwards))
    .flatMap(({ name, forwards, backwards }) => {
      if (forwards >= MIN_SIMILAR) return [mistaken(name, Math.round(10 * forwards))];
      if (backwards >= MIN_REVERSED) return [reversed(name)];
      return [];
    })
    .filter((warning, i, all) => all.indexOf(warning) === i) // of a spell with two glyphs
    .slice(0, MAX_WARNINGS);
}
