// Reads the facts of activity log entries. Entries of older servers have none.

/** A fact as a text; undefined if it is none or empty. */
export function text(fact: unknown): string | undefined {
  return typeof fact === 'string' && fact !== '' ? fact : undefined;
}

/** The name of a fact in a table of names. */
export function lookup(names: Readonly<Record<string, string>>, fact: unknown): string | undefined {
  return names[text(fact) ?? ''];
}

/** The sentence with a fact, or the one without it. */
export function about<T>(fact: T | null | undefined, withFact: (fact: T) => string, without: string): string {
  return fact === undefined || fact === null ? without : withFact(fact);
}
