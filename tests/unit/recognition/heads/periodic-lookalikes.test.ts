import { everydayKinds, seeded, type EverydayKind, type Movement } from '@wandcast/gesture';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { beforeAll, expect, test } from 'vitest';
import { FeatureTable } from '../../../../libs/recognition/src/features/feature-table.js';
import { ViewFeatures } from '../../../../libs/recognition/src/features/rocket-features.js';
import { withoutPeriodicLookalikes } from '../../../../libs/recognition/src/heads/periodic-lookalikes.js';
import type { Example } from '../../../../libs/recognition/src/heads/training-examples.js';

/** A movement along one axis, slightly varied. */
function along(axis: number, variation: number, pace = 0.8): Movement {
  const acceleration = new Float32Array(3 * 64);
  for (let i = 0; i < 64; i++) acceleration[axis * 64 + i] = Math.sin(pace * i) + variation * Math.sin(1.7 * i);
  return { acceleration, rotation: undefined };
}

const example = (spell: number, user: string, movement: Movement, origin: Example['origin']): Example => ({
  ...{ movement, spell, user, origin },
  weight: 1,
  cast: undefined,
});
const unknown = 2;
const examples = [
  ...[0, 0.05, 0.1, 0.15, 0.2].map((by, i) => example(0, `person ${i}`, along(0, by), 'recorded')),
  ...[0, 0.05, 0.1, 0.15, 0.2].map((by, i) => example(1, `person ${i}`, along(1, by), 'recorded')),
  example(unknown, 'carrier 1', along(0, 0.12), 'everyday'),
  example(unknown, 'carrier 2', along(1, 0.12), 'everyday'),
  example(unknown, 'carrier 3', along(0, 0, 0.3), 'everyday'),
];
const negatives = [10, 11, 12];

let tables: FeatureTable[];
beforeAll(async () => {
  await startEngine('wasm');
  const movements = examples.map(({ movement }) => movement);
  const features = ViewFeatures.fit('path', movements, 400, seeded(1));
  const classOf = examples.flatMap(({ spell }) => (spell < unknown ? [spell] : []));
  tables = [await FeatureTable.fill(features, movements, classOf, 16, () => undefined)];
});

test('a negative like the casts of a periodic spell is left out', () => {
  expect(withoutPeriodicLookalikes(negatives, examples, tables, new Set([0]))).toEqual([11, 12]);
  expect(withoutPeriodicLookalikes(negatives, examples, tables, new Set([0, 1]))).toEqual([12]);
});

test('so is one if a single person cast the spell', () => {
  const own = examples.map((one, row) => ({
    ...one,
    user: row < 5 ? 'somebody' : one.user,
    cast: row < 10 ? row : undefined,
  }));
  expect(withoutPeriodicLookalikes(negatives, own, tables, new Set([0]))).toEqual([11, 12]);
});

test('without a periodic spell all are kept', () => {
  expect(withoutPeriodicLookalikes(negatives, examples, tables, new Set())).toEqual(negatives);
});

test('a walk or a scribble is a negative, however close', () => {
  const negativesOf = (origin: Example['origin'], kind?: EverydayKind): readonly number[] => {
    const source = kind === undefined ? {} : { source: everydayKinds.indexOf(kind) };
    const changed = examples.map((one, row) => (row < 10 ? one : { ...one, origin, ...source }));
    return withoutPeriodicLookalikes(negatives, changed, tables, new Set([0, 1]));
  };
  expect(negativesOf('everyday', 'walk')).toEqual(negatives);
  expect(negativesOf('scribble')).toEqual(negatives);
  expect(negativesOf('everyday', 'shake')).toEqual([12]);
  expect(negativesOf('rotated')).toEqual([12]);
});
