import type { Movement } from '@wandcast/gesture';
import { gramOf } from '../regression/ridge-regression.js';
import type { ViewFeatures } from './rocket-features.js';

/** Below this spread a feature is the same for all and says nothing. */
const LEAST_SPREAD = 1e-6;
/** Share of a feature's spread that is within classes, at least: few casts may agree by chance. */
const LEAST_WITHIN = 1e-3;

/** Features of many movements in one view, weighted, with the dot products of all pairs. */
export class FeatureTable {
  private constructor(
    readonly features: ViewFeatures,
    readonly rows: number,
    /** rows x size, each feature less its mean and times its scale. */
    readonly values: Float32Array,
    readonly mean: Float64Array,
    /** 0 for features that are the same for all. */
    readonly scale: Float64Array,
    /** rows x rows. */
    readonly gram: Float32Array,
  ) {}

  /**
   * @param classOf class of each of the rows, the first of all, by which features are scaled
   * @param onChunk called after every `chunk` movements
   */
  static async fill(
    features: ViewFeatures,
    movements: readonly Movement[],
    classOf: readonly number[],
    chunk: number,
    onChunk: () => Promise<void> | void,
  ): Promise<FeatureTable> {
    const { size } = features;
    const values = new Float32Array(movements.length * size);
    for (const [row, movement] of movements.entries()) {
      features.transform(movement, values, row * size);
      if (row % chunk === chunk - 1) await onChunk();
    }
    const { mean, scale } = scalesOf(values, classOf, size);
    for (let row = 0, at = 0; row < movements.length; row++)
      for (let f = 0; f < size; f++, at++) values[at] = (values[at]! - mean[f]!) * scale[f]!;
    return new FeatureTable(features, movements.length, values, mean, scale, gramOf(values, movements.length));
  }
}

/**
 * Scales that give each feature a spread of its weight's root. Weights are the spread between classes by that within them
 * (Fisher's ratio, 1936): what tells people apart rather than spells counts less. Their mean is 1; of one class all are.
 */
function scalesOf(
  values: Float32Array,
  classOf: readonly number[],
  size: number,
): { mean: Float64Array; scale: Float64Array } {
  const rows = classOf.length;
  const mean = new Float64Array(size);
  const squares = new Float64Array(size);
  const sums = new Map(classOf.map((own) => [own, { rows: 0, sum: new Float64Array(size) }]));
  for (let row = 0, at = 0; row < rows; row++)
    for (let f = 0; f < size; f++, at++) mean[f] = mean[f]! + values[at]! / rows;
  classOf.forEach((own, row) => {
    const of = sums.get(own)!;
    of.rows++;
    for (let f = 0, at = row * size; f < size; f++, at++) {
      const value = values[at]! - mean[f]!;
      squares[f] = squares[f]! + value ** 2;
      of.sum[f] = of.sum[f]! + value;
    }
  });
  const ratios = squares.map((all, f) => {
    let between = 0;
    for (const { sum, rows: own } of sums.values()) between += sum[f]! ** 2 / own;
    return all > 0 ? between / Math.max(all - between, LEAST_WITHIN * all) : 0;
  });
  const usual = ratios.reduce((sum, ratio) => sum + ratio, 0) / size;
  const weightOf = (ratio: number): number => (sums.size > 1 ? ratio / usual : 1);
  const scale = squares.map((all, f) => {
    const sd = Math.sqrt(all / rows);
    return sd > LEAST_SPREAD ? Math.sqrt(weightOf(ratios[f]!)) / sd : 0;
  });
  return { mean, scale };
}
