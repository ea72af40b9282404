import { shuffled, type Random } from '@wandcast/gesture';

/** Draws batches forever: all items once per epoch, reshuffled each epoch. */
export function* drawBatches<T>(items: readonly T[], size: number, random: Random): Generator<readonly T[], never> {
  let order: readonly T[] = [];
  const count = Math.min(size, items.length);
  for (let at = 0; ; at += count) {
    if (at + count > order.length) [order, at] = [shuffled(items, random), 0];
    yield order.slice(at, at + count);
  }
}

/** Draws batches forever with replacement, each item in proportion to its weight. */
export function* drawByWeight<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
  size: number,
  random: Random,
): Generator<readonly T[], never> {
  let total = 0;
  const reached = items.map((item) => (total += weightOf(item)));
  const draw = (): T => {
    const wanted = random() * total;
    let [low, high] = [0, reached.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((reached[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return items[low] as T;
  };
  for (;;) yield Array.from({ length: size }, draw);
}
