import type { Movement } from '@wandcast/gesture';
import { gramOf } from '../regression/ridge-regression.js';
import type { ViewFeatures } from './rocket-features.js';

/** Features with a smaller standard deviation are constant and get scale 0. */
const MIN_SPREAD = 1e-6;
/** Smallest share of a feature's variance attributed to within-class spread: a few casts may agree by chance. */
const MIN_WITHIN = 1e-3;

/** Standardized, weighted features of many movements in one view, with the dot products of all pairs. */
export class FeatureTable {
  private constructor(
    readonly features: ViewFeatures,
    readonly rows: number,
    /** rows x size: each feature minus its mean, times its scale. */
    readonly values: Float32Array,
    readonly mean: Float64Array,
    /** 0 for constant features. */
    readonly scale: Float64Array,
    /** rows x rows. */
    readonly gram: Float32Array,
  ) {}

  /**
   * Computes the features of all movements.
   * @param classOf class of each of the first rows; only these rows determine the scales
   * @param onChunk called after every `chunk` movements, and after the dot products
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
    const gram = gramOf(values, movements.length);
    await onChunk();
    return new FeatureTable(features, movements.length, values, mean, scale, gram);
  }
}

/**
 * Scales that give each feature a variance equal to its weight. The weight is the ratio of between-class to
 * within-class variance (Fisher, 1936), so features that separate people rather than spells count less. Weights average
 * 1; with a single class all are 1.
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
    return all > 0 ? between / Math.max(all - between, MIN_WITHIN * all) : 0;
  });
  const usual = ratios.reduce((sum, ratio) => sum + ratio, 0) / size;
  const weightOf = (ratio: number): number => (sums.size > 1 ? ratio / usual : 1);
  const scale = squares.map((all, f) => {
    const sd = Math.sqrt(all / rows);
    return sd > MIN_SPREAD ? Math.sqrt(weightOf(ratios[f]!)) / sd : 0;
  });
  return { mean, scale };
}
