import { SHAPE_VALUES } from '@wandcast/protocol';

/** Concatenated shapes, SHAPE_VALUES each: thousands of casts in one array. */
export type Shapes = Int8Array;

/** Shapes are scaled to this root mean square before comparison, because a strong hand is not an outlier. */
const TARGET_RMS = 25;

/** Smallest group with outlier scores. */
export const MIN_GROUP_SIZE = 5;

/**
 * Outlier scores within a group of shapes. Shapes are scaled to the same strength; the reference is their median at
 * every point, which tolerates up to a third of wrong ones; the score is the rank of the distance from it.
 * @param members indexes in `shapes` of the group
 * @param scores receives at each of those indexes the share of the group that is closer to the median, 0..1; 0 in small
 *   groups
 */
export function writeOutlierScores(shapes: Shapes, members: ArrayLike<number>, scores: Float32Array): void {
  const count = members.length;
  if (count < MIN_GROUP_SIZE) {
    for (let i = 0; i < count; i++) scores[members[i] ?? 0] = 0;
    return;
  }
  const scaled = scaledShapes(shapes, members);
  const middle = medians(scaled, count);
  const distances = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < SHAPE_VALUES; j++) {
      const away = scaled[j * count + i]! - middle[j]!;
      sum += away * away;
    }
    distances[i] = sum;
  }
  const order = Uint32Array.from(distances.keys()).sort((a, b) => distances[a]! - distances[b]!);
  for (let rank = 0; rank < count; rank++) scores[members[order[rank]!]!] = rank / (count - 1);
}

/** The members' shapes at equal root mean square, transposed: the first value of each, then the second. */
function scaledShapes(shapes: Shapes, members: ArrayLike<number>): Int8Array {
  const count = members.length;
  const scaled = new Int8Array(count * SHAPE_VALUES);
  for (let i = 0; i < count; i++) {
    const from = members[i]! * SHAPE_VALUES;
    let squares = 0;
    for (let j = 0; j < SHAPE_VALUES; j++) squares += shapes[from + j]! * shapes[from + j]!;
    const gain = squares === 0 ? 0 : TARGET_RMS / Math.sqrt(squares / SHAPE_VALUES);
    for (let j = 0; j < SHAPE_VALUES; j++) {
      const value = gain * shapes[from + j]!;
      scaled[j * count + i] = value > 127 ? 127 : value < -127 ? -127 : value;
    }
  }
  return scaled;
}

/** Median at every point, by counting: there are only 256 different values. */
function medians(scaled: Int8Array, count: number): Int8Array {
  const middle = new Int8Array(SHAPE_VALUES);
  const counts = new Uint32Array(256);
  for (let j = 0; j < SHAPE_VALUES; j++) {
    counts.fill(0);
    for (let i = j * count; i < (j + 1) * count; i++) counts[128 + scaled[i]!]!++;
    let [value, below] = [0, counts[0]!];
    while (2 * below < count) below += counts[++value]!;
    middle[j] = value - 128;
  }
  return middle;
}
