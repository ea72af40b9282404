import { matMul, tensor2d, tidy, transpose, type Tensor } from '@tensorflow/tfjs-core';
import { CholeskyFactor } from './cholesky.js';

/** Training data of a linear head. Rows are examples. */
interface RidgeProblem {
  /** rows x rows, row-major: dot products of the examples' features. */
  readonly gram: Float32Array;
  /** Class of each row. */
  readonly classOf: readonly number[];
  readonly classes: number;
  /** Importance of each row; 1 is normal. */
  readonly weights: Float64Array;
  readonly alpha: number;
  /** A fit to the first of these rows with the same weights and alpha; saves most of the work. */
  readonly warmStart?: RidgeFit | undefined;
}

/** A fitted head: the scores of a row x are `bias + sum over rows of coefficients * (x . row)`. */
export interface RidgeFit {
  /** rows x classes. */
  readonly coefficients: Float64Array;
  /** One per class. */
  readonly bias: Float64Array;
  /**
   * Scores of every row from the head fitted without its group, rows x classes. Exact, without refitting
   * (leave-one-group-out residuals of a linear smoother, e.g. Rifkin and Lippert, 2007).
   * @param groupOf group of each row
   */
  heldOut(groupOf: readonly string[]): Float64Array;
  readonly cholesky: CholeskyFactor;
}

/**
 * Square of a constant feature that acts as the bias; large enough that the ridge barely shrinks it. As a feature it is
 * refitted without the held-out group; a bias from the means of everyone would leak the group.
 */
const CONSTANT_SQUARED = 4;

/**
 * Ridge regression (Hoerl and Kennard, 1970) to targets of +1 for the true class and -1 for others, solved in the dual
 * (Saunders et al., 1998): the cost depends on the rows, not on the many features.
 */
export function fitRidge({ gram, classOf, classes, weights, alpha, warmStart }: RidgeProblem): RidgeFit {
  const rows = classOf.length;
  const targets = new Float64Array(rows * classes).fill(-1);
  classOf.forEach((own, row) => {
    targets[row * classes + own] = 1;
  });
  const withConstant = gram.map((product) => product + CONSTANT_SQUARED);
  const cholesky = new CholeskyFactor(withConstant, rows, weights, alpha, warmStart?.cholesky);
  const coefficients = targets.slice();
  cholesky.solve(coefficients, classes);
  const bias = new Float64Array(classes);
  coefficients.forEach((value, i) => {
    bias[i % classes] = (bias[i % classes] ?? 0) + CONSTANT_SQUARED * value;
  });
  return {
    coefficients,
    bias,
    heldOut: (groupOf) => heldOutScores(cholesky.inverse, rows, coefficients, targets, classes, groupOf),
    cholesky,
  };
}

/** With R the inverse of the solved matrix and C the coefficients: the group's targets minus (R_gg)^-1 C_g. */
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
    new CholeskyFactor(block, size, new Float64Array(size).fill(1), 1e-9).solve(own, classes);
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

/**
 * Dot products of all pairs of rows.
 * @param features rows x columns
 * @returns rows x rows
 */
export function gramOf(features: Float32Array, rows: number): Float32Array {
  const product = tidy(() => {
    const matrix = tensor2d(features, [rows, features.length / rows]);
    return matMul(matrix, transpose(matrix)); // transposed separately: the engine's fast path needs it
  });
  return valuesOf(product);
}

/**
 * Weights of a head on the features themselves: features^T * coefficients.
 * @returns columns x classes
 */
export function headWeights(features: Float32Array, rows: number, coefficients: Float64Array): Float32Array {
  const product = tidy(() => {
    const matrix = tensor2d(features, [rows, features.length / rows]);
    return matMul(transpose(matrix), tensor2d(Float32Array.from(coefficients), [rows, coefficients.length / rows]));
  });
  return valuesOf(product);
}

/** Reads outside of `tidy`, which would search each value for tensors. */
function valuesOf(matrix: Tensor): Float32Array {
  const values = matrix.dataSync<'float32'>();
  matrix.dispose();
  return values;
}
