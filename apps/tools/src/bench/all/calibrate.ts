/** Repetitions; the shortest counts, because other work on the machine disturbs it least. */
const RUNS = 5;
const NUMBERS = 400_000;
const OBJECTS = 20_000;

/**
 * Time that this machine takes now for a fixed piece of work, ms: sorting numbers, and writing and reading objects as
 * text. Times of other work are compared as multiples of it, because machines differ, and one differs from hour to hour.
 */
export function calibrate(): number {
  let least = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    work();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}

function work(): void {
  let state = 2018;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
  Float64Array.from({ length: NUMBERS }, next).sort();
  const objects = Array.from({ length: OBJECTS }, () => ({
    id: next(),
    name: `cast ${next()}`,
    values: [next(), next()],
  }));
  JSON.parse(JSON.stringify(objects));
}
