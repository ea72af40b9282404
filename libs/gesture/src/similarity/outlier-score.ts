import { SHAPE_VALUES } from '@wandcast/protocol';

/** Concatenated shapes, SHAPE_VALUES each: thousands of casts in one array. */
export type Shapes = Int8Array;

/** Root mean square that shapes are scaled to before comparison: a strong hand is not an outlier. */
const LEVEL = 25;

/** Smallest group with outlier scores. */
export const MIN_KIND = 5;

/**
 * Outlier scores within a group of shapes. Shapes are scaled to the same strength; the reference is their median at
 * every point, which tolerates up to a third of wrong ones; the score is the rank of the distance from it.
 * @param members indexes in `shapes` of the group
 * @param scores receives at each of those indexes the share of the group that is closer to the median, 0..1; 0 in small
 *   groups
 */
export function writeOddness(shapes: Shapes, members: ArrayLike<number>, odd: Float32Array): void {
  const count = members.length;
  if (count < MIN_KIND) {
    for (let i = 0; i < count; i++) odd[members[i] ?? 0] = 0;
    return;
  }
  const level = leveled(shapes, members);
  const middle = medians(level, count);
  const distances = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < SHAPE_VALUES; j++) {
      const away = level[j * count + i]! - middle[j]!;
      sum += away * away;
    }
    distances[i] = sum;
  }
  const order = Uint32Array.from(distances.keys()).sort((a, b) => distances[a]! - distances[b]!);
  for (let rank = 0; rank < count; rank++) odd[members[order[rank]!]!] = rank / (count - 1);
}

/** The members' shapes at equal root mean square, transposed: the first value of each, then the second. */
function leveled(shapes: Shapes, members: ArrayLike<number>): Int8Array {
  const count = members.length;
  const level = new Int8Array(count * SHAPE_VALUES);
  for (let i = 0; i < count; i++) {
    const from = members[i]! * SHAPE_VALUES;
    let squares = 0;
    for (let j = 0; j < SHAPE_VALUES; j++) squares += shapes[from + j]! * shapes[from + j]!;
    const gain = squares === 0 ? 0 : LEVEL / Math.sqrt(squares / SHAPE_VALUES);
    for (let j = 0; j < SHAPE_VALUES; j++) {
      const value = gain * shapes[from + j]!;
      level[j * count + i] = value > 127 ? 127 : value < -127 ? -127 : value;
    }
  }
  return level;
}

/** Median at every point, by counting: there are only 256 different values. */
function medians(level: Int8Array, count: number): Int8Array {
  const middle = new Int8Array(SHAPE_VALUES);
  const counts = new Uint32Array(256);
  for (let j = 0; j < SHAPE_VALUES; j++) {
    counts.fill(0);
    for (let i = j * count; i < (j + 1) * count; i++) counts[128 + level[i]!]!++;
    let [value, below] = [0, counts[0]!];
    while (2 * below < count) below += counts[++value]!;
    middle[j] = value - 128;
  }
  return middle;
}
