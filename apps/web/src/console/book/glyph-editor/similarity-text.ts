import { texts } from '../../texts/console-texts';

/** How similar a drawn glyph is to a spell of the book, as shares of simulated casts, 0..1. */
export interface Similarity {
  readonly name: string;
  /** Mistaken for the spell. */
  readonly forwards: number;
  /** Mistaken for the spell drawn in reverse. */
  readonly backwards: number;
}

/** Below this it is noise: distinct glyphs reach 0.13, a copy 0.5. */
const ALIKE = 0.2;
const REVERSED = 0.3;
/** Nobody reads more warnings. */
const MAX_WARNINGS = 3;

/** Warnings before a glyph is saved, most serious first; empty if it is unlike all others. */
export function similarityWarnings(similarities: readonly Similarity[]): string[] {
  const { mistaken, reversed } = texts().book.editor;
  return [...similarities]
    .sort((a, b) => Math.max(b.forwards, b.backwards) - Math.max(a.forwards, a.backwards))
    .flatMap(({ name, forwards, backwards }) => {
      if (forwards >= ALIKE) return [mistaken(name, Math.round(10 * forwards))];
      if (backwards >= REVERSED) return [reversed(name)];
      return [];
    })
    .slice(0, MAX_WARNINGS);
}
