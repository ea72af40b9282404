import { seeded, simulateRoom, movementOf, starterSpellbook } from '@wandcast/gesture';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { beforeAll, expect, test } from 'vitest';
import { FeatureTable } from '../../../../libs/recognition/src/features/feature-table.js';
import { ViewFeatures } from '../../../../libs/recognition/src/features/rocket-features.js';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 3).map(({ id, glyph }) => [id, glyph ?? '']));
const spells = Object.keys(glyphs);
const casts = simulateRoom(glyphs, { people: 5, castsPerSpell: 10 }, seeded(1));
const movements = casts.map(({ signal }) => movementOf(signal));
const classOf = casts.map(({ label }) => spells.indexOf(label));
const features = ViewFeatures.fit('path', movements, 400, seeded(2));

beforeAll(async () => {
  await startEngine('wasm');
});

const filled = (classes: readonly number[]): Promise<FeatureTable> =>
  FeatureTable.fill(features, movements, classes, 16, () => undefined);

/** Mean and standard deviation of feature `f` over rows. */
function spreadOf({ values, rows }: FeatureTable, f: number, only: (row: number) => boolean = () => true) {
  const size = values.length / rows;
  const own = Array.from({ length: rows }, (_, row) => row).filter(only).map((row) => values[row * size + f] ?? NaN); // prettier-ignore
  const mean = own.reduce((a, b) => a + b) / own.length;
  return { mean, variance: own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length };
}

test('features of one class have mean 0 and standard deviation 1, or are constant', async () => {
  const table = await filled(classOf.map(() => 0));
  table.scale.forEach((scale, f) => {
    const { mean, variance } = spreadOf(table, f);
    expect(mean).toBeCloseTo(0, 4);
    expect(variance).toBeCloseTo(scale === 0 ? 0 : 1, 3);
  });
});

test('features that differ between classes count more than those that differ within them', async () => {
  const table = await filled(classOf);
  const kept = [...table.scale.keys()].filter((f) => table.scale[f] !== 0);
  const weighed = kept.map((f) => {
    const { variance } = spreadOf(table, f);
    const within = spells.map((_, k) => spreadOf(table, f, (row) => classOf[row] === k).variance);
    return { variance, ratio: variance / (within.reduce((a, b) => a + b) / spells.length) - 1 };
  });
  const mean = weighed.reduce((sum, { variance }) => sum + variance, 0) / table.scale.length;
  expect(mean).toBeCloseTo(1, 3);
  const usual = weighed.reduce((sum, { ratio }) => sum + ratio, 0) / table.scale.length;
  for (const { variance, ratio } of weighed) expect(variance).toBeCloseTo(ratio / usual, 2);
});

test('the dot products cover all pairs of rows', async () => {
  const { gram, values, rows } = await filled(classOf);
  const size = values.length / rows;
  const dot = (a: number, b: number): number =>
    values.subarray(a * size, (a + 1) * size).reduce((sum, value, f) => sum + value * (values[b * size + f] ?? NaN), 0);
  for (const [a, b] of [[0, 0], [3, 17], [rows - 1, 5]] as const) expect(gram[a * rows + b]).toBeCloseTo(dot(a, b), 1); // prettier-ignore
});
