/** How like a drawn glyph is to a spell of the book: shares of a simulated room's casts, 0..1. */
export interface Likeness {
  readonly name: string;
  /** Taken for the spell. */
  readonly forwards: number;
  /** Taken for the spell drawn from its end. */
  readonly backwards: number;
}

/** Under this it is noise: distinct glyphs reach 13 in a hundred, a copy 50. */
const ALIKE = 0.2;
const REVERSED = 0.3;
/** More warnings would not be read. */
const MOST = 3;

/** What to know before a glyph is kept, the gravest first; empty where it is unlike all others. */
export function likenessWarnings(likenesses: readonly Likeness[]): string[] {
  return [...likenesses]
    .sort((a, b) => Math.max(b.forwards, b.backwards) - Math.max(a.forwards, a.backwards))
    .flatMap(({ name, forwards, backwards }) => {
      if (forwards >= ALIKE) return [`Will be taken for ${name} about ${timesWords(forwards)} in 10.`];
      if (backwards >= REVERSED)
        return [`This is ${name} drawn backwards: the model tells them apart, people may not.`];
      return [];
    })
    .slice(0, MOST);
}

function timesWords(share: number): string {
  const times = Math.round(10 * share);
  return `${times} ${times === 1 ? 'time' : 'times'}`;
}
