import { shuffled, type Random } from '@wandcast/gesture';

/** Draws from `items` for ever, `size` at a time: all of them once, in a new order each time round. */
export function* drawBatches<T>(items: readonly T[], size: number, random: Random): Generator<readonly T[], never> {
  let order: readonly T[] = [];
  const count = Math.min(size, items.length);
  for (let at = 0; ; at += count) {
    if (at + count > order.length) [order, at] = [shuffled(items, random), 0];
    yield order.slice(at, at + count);
  }
}
