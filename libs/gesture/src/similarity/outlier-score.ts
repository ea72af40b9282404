import { SHAPE_VALUES } from '@wandcast/protocol';

/** Shapes one behind the other, SHAPE_VALUES each: those of thousands of casts in one array. */
export type Shapes = Int8Array;

/** Steps a root mean square of a shape is brought to before shapes are compared: a strong hand is not an odd one. */
const LEVEL = 25;

/** Fewest casts of one kind that say what it looks like; among fewer nobody is odd. */
export const MIN_KIND = 5;

/**
 * How unlike the others of its kind each shape is. Shapes are brought to the same strength, a kind's picture is the
 * median of its shapes at every point, which a third of wrong ones does not move far, and a shape is as odd as its
 * distance from that.
 * @param members places of shapes of one kind in `shapes`
 * @param odd receives at each of those places the share of its kind that is less odd, 0..1; 0 for kinds of few
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

/** The members' shapes, all of the same root mean square: the first value of each, then the second. */
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

/** At every point the middle one of all values, found by counting: there are only 256 different ones. */
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
