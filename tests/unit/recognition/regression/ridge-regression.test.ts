import { seeded, gaussian } from '@wandcast/gesture';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { beforeAll, expect, test } from 'vitest';
import { fitRidge, gramOf, headWeights } from '../../../../libs/recognition/src/regression/ridge-regression.js';

const [rows, columns, classes] = [30, 7, 3];
const random = seeded(4);
const features = Float32Array.from({ length: rows * columns }, () => gaussian(random));
/** Uneven: each held-out group changes the bias. */
const classOf = Array.from({ length: rows }, (_, row) => (row < 14 ? 0 : row % classes));
const groups = Array.from({ length: rows }, (_, row) => `person ${Math.floor(row / 6)}`);
const weights = Float64Array.from({ length: rows }, (_, row) => (row < 12 ? 1 : 0.2));
const alpha = 0.3;

beforeAll(async () => {
  await startEngine('wasm');
});

const dot = (a: number, b: number): number =>
  Array.from({ length: columns }, (_, f) => (features[a * columns + f] ?? 0) * (features[b * columns + f] ?? 0)).reduce(
    (sum, product) => sum + product,
  );

test('the dot products are those of the rows', () => {
  const gram = gramOf(features, rows);
  for (const [a, b] of [[0, 0], [3, 17], [29, 5]] as const) expect(gram[a * rows + b]).toBeCloseTo(dot(a, b), 4); // prettier-ignore
});

test('coefficients solve the weighted ridge equations', () => {
  const { coefficients, bias } = fitRidge({ gram: gramOf(features, rows), classOf, classes, weights, alpha });
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < classes; k++) {
      const own = coefficients[row * classes + k] ?? NaN;
      const fitted = Array.from({ length: rows }, (_, other) => dot(row, other) * (coefficients[other * classes + k] ?? 0)).reduce((a, b) => a + b); // prettier-ignore
      const target = (classOf[row] === k ? 1 : -1) - (bias[k] ?? NaN);
      expect(fitted + (alpha / (weights[row] ?? 1)) * own).toBeCloseTo(target, 3);
    }
});

test('held-out scores are those of a head fitted without the group', () => {
  const gram = gramOf(features, rows);
  const all = fitRidge({ gram, classOf, classes, weights, alpha });
  const heldOut = all.heldOut(groups);
  const kept = classOf.flatMap((_, row) => (groups[row] === 'person 2' ? [] : [row]));
  const rest = fitRidge({
    gram: Float32Array.from(kept.flatMap((a) => kept.map((b) => gram[a * rows + b] ?? 0))),
    classOf: kept.map((row) => classOf[row] ?? 0),
    classes,
    weights: Float64Array.from(kept, (row) => weights[row] ?? 1),
    alpha,
  });
  for (let row = 12; row < 18; row++)
    for (let k = 0; k < classes; k++) {
      const score = kept.reduce(
        (sum, other, i) => sum + dot(row, other) * (rest.coefficients[i * classes + k] ?? 0),
        rest.bias[k] ?? 0,
      );
      expect(heldOut[row * classes + k]).toBeCloseTo(score, 3);
    }
});

test('a head on raw features gives the same scores', () => {
  const { coefficients } = fitRidge({ gram: gramOf(features, rows), classOf, classes, weights, alpha });
  const head = headWeights(features, rows, coefficients);
  const direct = Array.from({ length: rows }, (_, other) => dot(4, other) * (coefficients[other * classes + 1] ?? 0)).reduce((a, b) => a + b); // prettier-ignore
  const folded = Array.from({ length: columns }, (_, f) => (features[4 * columns + f] ?? 0) * (head[f * classes + 1] ?? 0)).reduce((a, b) => a + b); // prettier-ignore
  expect(folded).toBeCloseTo(direct, 3);
});

test('extending a fit of the first rows equals a fit from scratch', () => {
  const gram = gramOf(features, rows);
  const few = 13;
  const first = Array.from({ length: few }, (_, row) => row);
  const warmStart = fitRidge({
    gram: Float32Array.from(first.flatMap((a) => first.map((b) => gram[a * rows + b] ?? NaN))),
    classOf: classOf.slice(0, few),
    classes,
    weights: weights.slice(0, few),
    alpha,
  });
  const problem = { gram, classOf, classes, weights, alpha };
  const [whole, continued] = [fitRidge(problem), fitRidge({ ...problem, warmStart })];
  whole.coefficients.forEach((value, i) => { expect(continued.coefficients[i]).toBeCloseTo(value, 9); }); // prettier-ignore
  const [heldOut, same] = [whole.heldOut(groups), continued.heldOut(groups)];
  heldOut.forEach((value, i) => { expect(same[i]).toBeCloseTo(value, 9); }); // prettier-ignore
});
