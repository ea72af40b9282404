/** Attempts before a taken name is accepted. A room uses at most a quarter of the thousands of names. */
const MAX_ATTEMPTS = 20;

/** The first name from `generate` that is not taken; the last one if every attempt was taken. */
export function firstFreeName(taken: ReadonlySet<string>, generate: () => string): string {
  let name = generate();
  for (let attempts = 1; attempts < MAX_ATTEMPTS && taken.has(name); attempts++) name = generate();
  return name;
}
