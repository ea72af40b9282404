import { seeded } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { planFaults } from '../../../../apps/tools/src/chaos/faults/plan-faults.js';

const all = { withDisk: true, only: [] };
const names = (count: number, seed: number, options: Parameters<typeof planFaults>[2] = all): string[] =>
  planFaults(count, seeded(seed), options).map(({ name }) => name);

test('every target has its turn among five faults, and every fault among 25', () => {
  const targets = planFaults(5, seeded(3), all).map(({ target }) => target);
  expect(targets.sort()).toEqual(['api', 'database', 'disk', 'freeze', 'network']);
  expect(new Set(names(25, 3)).size).toBe(13);
});

test('the same seed gives the same faults, and another seed others', () => {
  expect(names(40, 1)).toEqual(names(40, 1));
  expect(names(40, 2)).not.toEqual(names(40, 1));
});

test('the disk is left alone if it cannot be filled, and a choice is kept to', () => {
  expect(names(40, 1, { withDisk: false, only: [] })).not.toContain('full-disk');
  expect(new Set(names(20, 1, { withDisk: true, only: ['cut', 'kill-server'] }))).toEqual(
    new Set(['cut', 'kill-server']),
  );
});
