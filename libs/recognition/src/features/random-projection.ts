import { seeded } from '@wandcast/gesture';

/** Values of a projected row: distances change by about a tenth, and 10,000 casts take 2.5 MB. */
export const PROJECTED_SIZE = 64;

/** Fixed, so that features of the same model are comparable after a restart and on every node. */
const SEED = 64;

/**
 * Projects long feature vectors to {@link PROJECTED_SIZE} values whose distances approximate those of the weighted
 * features: a matrix of random signs (Achlioptas, 2003).
 */
export class RandomProjection {
  private readonly matrix: Float32Array;

  /** @param weights factor of each feature; without a unit */
  constructor(private readonly weights: Float32Array) {
    const random = seeded(SEED);
    const unit = 1 / Math.sqrt(PROJECTED_SIZE);
    this.matrix = Float32Array.from({ length: weights.length * PROJECTED_SIZE }, () => (random() < 0.5 ? -unit : unit));
  }

  /** @returns PROJECTED_SIZE values */
  project(features: ArrayLike<number>): Float32Array {
    const { matrix, weights } = this;
    const sums = new Float64Array(PROJECTED_SIZE);
    for (let f = 0, at = 0; f < weights.length; f++, at += PROJECTED_SIZE) {
      const value = features[f]! * weights[f]!;
      if (value === 0) continue;
      for (let i = 0; i < PROJECTED_SIZE; i++) sums[i] = sums[i]! + value * matrix[at + i]!;
    }
    return Float32Array.from(sums);
  }
}

/** Rows of equal size, projected with equal weights. */
export function projectedRows(rows: readonly (readonly number[])[]): Float32Array[] {
  const projection = new RandomProjection(new Float32Array(rows[0]?.length ?? 0).fill(1));
  return rows.map((row) => projection.project(row));
}
