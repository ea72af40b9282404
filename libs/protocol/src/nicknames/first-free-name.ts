/** Names tried before one that is taken is good enough: of the thousands there are, a room takes a quarter at most. */
const TRIES = 20;

/** The first name that `make` comes upon and that is not `taken`; the last one, where all were. */
export function triedName(taken: ReadonlySet<string>, make: () => string): string {
  let name = make();
  for (let tries = 1; tries < TRIES && taken.has(name); tries++) name = make();
  return name;
}
