/**
 * Cholesky factor of gram + diagonal(alpha / weight), and its inverse; rows x rows, row-major. The factor of the first
 * rows is a prefix of the factor of all rows, so a fit can be extended.
 */
export class CholeskyFactor {
  private readonly lower: Float64Array;
  private inverted: Float64Array | undefined;

  /**
   * @param gram rows x rows
   * @param weights one per row
   * @param warmStart a factor of the first of these rows with the same numbers
   */
  constructor(
    gram: Float32Array,
    private readonly rows: number,
    weights: Float64Array,
    alpha: number,
    private readonly warmStart?: CholeskyFactor,
  ) {
    this.lower = this.continued(warmStart?.lower);
    cholesky(this.lower, gram, rows, weights, alpha, warmStart?.rows);
  }

  /** Inverse of the lower factor, computed on first use. */
  get inverse(): Float64Array {
    if (this.inverted === undefined) {
      this.inverted = this.continued(this.warmStart?.inverse);
      invert(this.inverted, this.lower, this.rows, this.warmStart?.rows);
    }
    return this.inverted;
  }

  /**
   * Solves lower * lower^T * x = b in place.
   * @param b rows x columns
   */
  solve(b: Float64Array, columns: number): void {
    solveLower(this.lower, this.rows, b, columns);
    solveUpper(this.lower, this.rows, b, columns);
  }

  private continued(values: Float64Array | undefined): Float64Array {
    const longer = new Float64Array(this.rows * this.rows);
    const rows = this.warmStart?.rows ?? 0;
    for (let row = 0; row < rows; row++)
      longer.set(values?.subarray(row * rows, (row + 1) * rows) ?? [], row * this.rows);
    return longer;
  }
}

/** Rows processed together: each value fetched from memory then serves four independent sums. */
const TILE = 4;

/** Writes the lower Cholesky factor of gram + diagonal(alpha / weight), from row `begin` on. */
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

/** Column `column` of the factor in the rows of one tile. */
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

/** Writes the inverse of a lower triangle, from row `begin` on. */
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

/** Subtracts the contribution of row `from` from the rows of one tile. */
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
