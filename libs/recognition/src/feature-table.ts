import type { Movement } from '@wandcast/gesture';
import { gramOf } from './ridge.js';
import type { ViewFeatures } from './rocket-features.js';

/** Below this spread a feature is the same for all and says nothing. */
const LEAST_SPREAD = 1e-6;

/** Features of many movements in one view, standardised, with the dot products of all pairs. */
export class FeatureTable {
  private constructor(
    readonly features: ViewFeatures,
    readonly rows: number,
    /** rows x size, each feature with mean 0 and standard deviation 1 over the rows it was standardised by. */
    readonly values: Float32Array,
    readonly mean: Float64Array,
    /** 1 over the standard deviation; 0 for features that are the same for all. */
    readonly scale: Float64Array,
    /** rows x rows. */
    readonly gram: Float32Array,
  ) {}

  /**
   * @param standard rows, the first of all, by which features are standardised
   * @param onChunk called after every `chunk` movements
   */
  static async fill(
    features: ViewFeatures,
    movements: readonly Movement[],
    standard: number,
    chunk: number,
    onChunk: () => Promise<void> | void,
  ): Promise<FeatureTable> {
    const { size } = features;
    const values = new Float32Array(movements.length * size);
    for (const [row, movement] of movements.entries()) {
      features.transform(movement, values, row * size);
      if (row % chunk === chunk - 1) await onChunk();
    }
    const { mean, scale } = spreadOf(values, standard, size);
    for (let row = 0, at = 0; row < movements.length; row++)
      for (let f = 0; f < size; f++, at++) values[at] = (values[at]! - mean[f]!) * scale[f]!;
    return new FeatureTable(features, movements.length, values, mean, scale, gramOf(values, movements.length));
  }
}

function spreadOf(values: Float32Array, rows: number, size: number): { mean: Float64Array; scale: Float64Array } {
  const mean = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let row = 0, at = 0; row < rows; row++)
    for (let f = 0; f < size; f++, at++) mean[f] = mean[f]! + values[at]! / rows;
  for (let row = 0, at = 0; row < rows; row++)
    for (let f = 0; f < size; f++, at++) squares[f] = squares[f]! + (values[at]! - mean[f]!) ** 2;
  const scale = squares.map((sum) => {
    const sd = Math.sqrt(sum / rows);
    return sd > LEAST_SPREAD ? 1 / sd : 0;
  });
  return { mean, scale };
}
