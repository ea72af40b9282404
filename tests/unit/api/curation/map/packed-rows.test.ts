import { describe, expect, test } from 'vitest';
import { PackedRows } from '../../../../../apps/api/src/curation/map/packed-rows.js';

const row = (...values: number[]): Float32Array => Float32Array.from(values);

describe('packed rows', () => {
  test('are found by their keys, over several pages, whatever became of what was added', () => {
    const rows = new PackedRows<number>(3_000);
    const reused = row(0, 0);
    for (let key = 0; key < 2_500; key++) {
      reused.set([key, -key]);
      rows.add(key, reused);
    }
    for (const key of [0, 1_023, 1_024, 2_499]) expect(rows.get(key)).toEqual(row(key, -key));
    expect([rows.has(2_499), rows.has(2_500), rows.get(2_500)]).toEqual([true, false, undefined]);
  });

  test('keep the first row of a key, only rows of one length, and no more than their capacity', () => {
    const rows = new PackedRows<string>(2);
    rows.add('a', row(1, 2));
    rows.add('a', row(3, 4));
    rows.add('b', row(5));
    rows.add('c', row(6, 7));
    rows.add('d', row(8, 9));
    expect(['a', 'b', 'c', 'd'].map((key) => rows.get(key))).toEqual([row(1, 2), undefined, row(6, 7), undefined]);
  });

  test('may be of another length once they were cleared', () => {
    const rows = new PackedRows<string>(2);
    rows.add('a', row(1, 2));
    rows.clear();
    rows.add('b', row(3));
    expect([rows.has('a'), rows.get('b')]).toEqual([false, row(3)]);
  });
});
