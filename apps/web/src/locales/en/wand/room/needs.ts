const casts = (count: number): string => (count === 1 ? '1 cast' : `${count.toLocaleString('en-GB')} casts`);

/** What the room still needs of a spell, said to whoever is about to teach it. */
export const needs = {
  ready: (given: number) => `${casts(given)} from the room already; more make it surer.`,
  glyph: (spell: string, people: number) =>
    `${spell} can be cast from its glyph alone; ${people} people who teach it make it surer.`,
  /** @param more casts  @param people who must give some of them; 0 where nobody new is needed */
  more: (spell: string, more: number, people: number) => {
    const from = people === 0 ? '' : ` from ${people} more ${people === 1 ? 'person' : 'people'}`;
    return `${spell} needs ${more} more ${more === 1 ? 'cast' : 'casts'}${from}.`;
  },
  /** The spell that the room teaches now, in two lines: before its name, and after it. */
  teaching: { before: 'The room teaches', after: 'now' },
  done: (given: number, enough: number) => `${given} of ${enough} done`,
};
