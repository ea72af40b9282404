import { matMul, tensor2d, tidy, transpose, type Tensor } from '@tensorflow/tfjs-core';

/** What a linear head is fitted to. Rows are examples; dot products of their features are in `gram`. */
export interface RidgeProblem {
  /** rows x rows, row after row: dot products of the examples' features. */
  readonly gram: Float32Array;
  /** Class of each row. */
  readonly classOf: readonly number[];
  readonly classes: number;
  /** How much each row counts, 1 is usual. */
  readonly weights: Float64Array;
  readonly alpha: number;
  /** A fit to the first of these rows, at the same weights and alpha: most of the work is done then. */
  readonly begun?: RidgeFit | undefined;
}

/** A fitted head: scores of a row x are `bias + sum over rows of coefficients * (x . row)`. */
export interface RidgeFit {
  /** rows x classes. */
  readonly coefficients: Float64Array;
  /** One a class. */
  readonly bias: Float64Array;
  /**
   * Scores of every row from the head that had been fitted without its whole group, rows x classes: exact, and without
   * fitting again (leave-one-group-out residuals of a linear smoother, e.g. Rifkin and Lippert, 2007).
   */
  heldOut(groupOf: readonly string[]): Float64Array;
  readonly triangle: Triangle;
}

/**
 * A feature that is the same for all, so large that the ridge leaves it free: the bias. As one of the features it is
 * left out with a group and fitted anew; a bias of means taken from everyone tells the rest what the group was.
 */
const CONSTANT_SQUARED = 4;

/**
 * Ridge regression to targets of +1 for a row's class and -1 for the others, in the dual: the cost is that of the rows,
 * not of the many features.
 */
export function fitRidge({ gram, classOf, classes, weights, alpha, begun }: RidgeProblem): RidgeFit {
  const rows = classOf.length;
  const targets = new Float64Array(rows * classes).fill(-1);
  classOf.forEach((own, row) => {
    targets[row * classes + own] = 1;
  });
  const withConstant = gram.map((product) => product + CONSTANT_SQUARED);
  const triangle = new Triangle(withConstant, rows, weights, alpha, begun?.triangle);
  const { lower } = triangle;
  const coefficients = targets.slice();
  solveLower(lower, rows, coefficients, classes);
  solveUpper(lower, rows, coefficients, classes);
  const bias = new Float64Array(classes);
  coefficients.forEach((value, i) => {
    bias[i % classes] = (bias[i % classes] ?? 0) + CONSTANT_SQUARED * value;
  });
  return {
    coefficients,
    bias,
    heldOut: (groupOf) => heldOutScores(triangle.inverse, rows, coefficients, targets, classes, groupOf),
    triangle,
  };
}

/** The Cholesky factor of a matrix and its inverse, row after row. Those of fewer rows are where those of more begin. */
export class Triangle {
  readonly lower: Float64Array;
  private inverted: Float64Array | undefined;

  constructor(
    gram: Float32Array,
    private readonly rows: number,
    weights: Float64Array,
    alpha: number,
    private readonly begun?: Triangle,
  ) {
    this.lower = this.continued(begun?.lower);
    cholesky(this.lower, gram, rows, weights, alpha, begun?.rows);
  }

  get inverse(): Float64Array {
    if (this.inverted === undefined) {
      this.inverted = this.continued(this.begun?.inverse);
      invert(this.inverted, this.lower, this.rows, this.begun?.rows);
    }
    return this.inverted;
  }

  private continued(values: Float64Array | undefined): Float64Array {
    const longer = new Float64Array(this.rows * this.rows);
    const rows = this.begun?.rows ?? 0;
    for (let row = 0; row < rows; row++)
      longer.set(values?.subarray(row * rows, (row + 1) * rows) ?? [], row * this.rows);
    return longer;
  }
}

/** Rows that are worked on at once: each number that is fetched then serves four sums, which do not wait for each other. */
const TILE = 4;

/** Writes the lower triangle of the Cholesky factor of gram + alpha / weight on the diagonal from row `begin` on. */
function cholesky(
  lower: Float64Array,
  gram: Float32Array,
  rows: number,
  weights: Float64Array,
  alpha: number,
  begin = 0,
): void {
  for (let first = begin; first < rows; first += TILE) {
    const isWhole = first + TILE <= rows;
    if (isWhole) for (let j = 0; j < first; j++) fillTile(lower, gram, rows, first, j);
    for (let i = first; i < Math.min(first + TILE, rows); i++) {
      const at = i * rows;
      for (let j = isWhole ? first : 0; j <= i; j++) {
        const other = j * rows;
        let sum = gram[at + j]!;
        for (let k = 0; k < j; k++) sum -= lower[at + k]! * lower[other + k]!;
        if (j < i) lower[at + j] = sum / lower[other + j]!;
        else lower[at + i] = Math.sqrt(Math.max(sum + alpha / (weights[i] ?? 1), alpha * 1e-3));
      }
    }
  }
}

/** Column `column` of the factor in the rows of a tile. */
function fillTile(lower: Float64Array, gram: Float32Array, rows: number, first: number, column: number): void {
  const other = column * rows;
  const a = first * rows;
  const [b, c, d] = [a + rows, a + 2 * rows, a + 3 * rows];
  let [sumA, sumB, sumC, sumD] = [gram[a + column]!, gram[b + column]!, gram[c + column]!, gram[d + column]!];
  for (let k = 0; k < column; k++) {
    const value = lower[other + k]!;
    sumA -= lower[a + k]! * value;
    sumB -= lower[b + k]! * value;
    sumC -= lower[c + k]! * value;
    sumD -= lower[d + k]! * value;
  }
  const scale = 1 / lower[other + column]!;
  lower[a + column] = sumA * scale;
  lower[b + column] = sumB * scale;
  lower[c + column] = sumC * scale;
  lower[d + column] = sumD * scale;
}

/** Solves lower * x = b in place, for all columns of b. */
function solveLower(lower: Float64Array, rows: number, b: Float64Array, columns: number): void {
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < columns; k++) {
      let sum = b[i * columns + k]!;
      for (let j = 0; j < i; j++) sum -= lower[i * rows + j]! * b[j * columns + k]!;
      b[i * columns + k] = sum / lower[i * rows + i]!;
    }
}

/** Solves lower^T * x = b in place. */
function solveUpper(lower: Float64Array, rows: number, b: Float64Array, columns: number): void {
  for (let i = rows - 1; i >= 0; i--)
    for (let k = 0; k < columns; k++) {
      const x = b[i * columns + k]! / lower[i * rows + i]!;
      b[i * columns + k] = x;
      for (let j = 0; j < i; j++) b[j * columns + k] = b[j * columns + k]! - lower[i * rows + j]! * x;
    }
}

/** Writes the inverse of a lower triangle from row `begin` on. */
function invert(inverse: Float64Array, lower: Float64Array, rows: number, begin = 0): void {
  for (let first = begin; first < rows; first += TILE) {
    const isWhole = first + TILE <= rows;
    if (isWhole) for (let j = 0; j < first; j++) takeFromTile(inverse, lower, rows, first, j);
    for (let i = first; i < Math.min(first + TILE, rows); i++) {
      const at = i * rows;
      for (let j = isWhole ? first : 0; j < i; j++) {
        const factor = lower[at + j]!;
        const from = j * rows;
        for (let k = 0; k <= j; k++) inverse[at + k] = inverse[at + k]! - factor * inverse[from + k]!;
      }
      const scale = 1 / lower[at + i]!;
      for (let k = 0; k < i; k++) inverse[at + k] = inverse[at + k]! * scale;
      inverse[at + i] = scale;
    }
  }
}

/** Takes the part of row `from` off the rows of a tile. */
function takeFromTile(inverse: Float64Array, lower: Float64Array, rows: number, first: number, from: number): void {
  const other = from * rows;
  const a = first * rows;
  const [b, c, d] = [a + rows, a + 2 * rows, a + 3 * rows];
  const [factorA, factorB, factorC, factorD] = [lower[a + from]!, lower[b + from]!, lower[c + from]!, lower[d + from]!];
  for (let k = 0; k <= from; k++) {
    const value = inverse[other + k]!;
    inverse[a + k] = inverse[a + k]! - factorA * value;
    inverse[b + k] = inverse[b + k]! - factorB * value;
    inverse[c + k] = inverse[c + k]! - factorC * value;
    inverse[d + k] = inverse[d + k]! - factorD * value;
  }
}

/** With R the inverse of the matrix that was solved and C the coefficients: the group's targets less (R_gg)^-1 C_g. */
function heldOutScores(
  inverse: Float64Array,
  rows: number,
  coefficients: Float64Array,
  targets: Float64Array,
  classes: number,
  groupOf: readonly string[],
): Float64Array {
  const groups = new Map<string, number[]>();
  groupOf.forEach((group, row) => {
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [row]);
    else members.push(row);
  });
  const scores = new Float64Array(rows * classes);
  for (const members of groups.values()) {
    const size = members.length;
    const block = groupBlock(inverse, rows, members);
    const own = new Float64Array(size * classes);
    members.forEach((row, i) => {
      own.set(coefficients.subarray(row * classes, (row + 1) * classes), i * classes);
    });
    const factor = new Float64Array(size * size);
    cholesky(factor, block, size, new Float64Array(size).fill(1), 1e-9);
    solveLower(factor, size, own, classes);
    solveUpper(factor, size, own, classes);
    members.forEach((row, i) => {
      for (let k = 0; k < classes; k++) scores[row * classes + k] = targets[row * classes + k]! - own[i * classes + k]!;
    });
  }
  return scores;
}

/** Rows and columns `members` of inverse^T * inverse. */
function groupBlock(inverse: Float64Array, rows: number, members: readonly number[]): Float32Array {
  const size = members.length;
  const sums = new Float64Array(size * size);
  for (let row = members[0] ?? 0; row < rows; row++) {
    const values = members.map((member) => inverse[row * rows + member]!);
    for (let i = 0; i < size; i++) {
      const value = values[i]!;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) sums[i * size + j] = sums[i * size + j]! + value * values[j]!;
    }
  }
  const block = new Float32Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) block[i * size + j] = block[j * size + i] = sums[i * size + j]!;
  return block;
}

/** Dot products of all pairs of rows. @param features rows x columns  @returns rows x rows */
export function gramOf(features: Float32Array, rows: number): Float32Array {
  const product = tidy(() => {
    const matrix = tensor2d(features, [rows, features.length / rows]);
    return matMul(matrix, transpose(matrix)); // transposed apart: the engine's fast path wants it so
  });
  return valuesOf(product);
}

/** Weights of a head on the features themselves: features^T * coefficients. @returns columns x classes */
export function headWeights(features: Float32Array, rows: number, coefficients: Float64Array): Float32Array {
  const product = tidy(() => {
    const matrix = tensor2d(features, [rows, features.length / rows]);
    return matMul(transpose(matrix), tensor2d(Float32Array.from(coefficients), [rows, coefficients.length / rows]));
  });
  return valuesOf(product);
}

/** Read outside of `tidy`, which would look for tensors in every one of the values. */
function valuesOf(matrix: Tensor): Float32Array {
  const values = matrix.dataSync<'float32'>();
  matrix.dispose();
  return values;
}
