import {
  DISCARDED,
  OverviewReader,
  emptyColumns,
  encodeOverview,
  type OverviewPage,
  type SpellId,
} from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

function pageOf(count: number, isLast: boolean): OverviewPage {
  const columns = emptyColumns(count);
  for (let i = 0; i < count; i++) {
    columns.receivedAt[i] = 1_700_000_000_000 + i;
    columns.label[i] = i % 2 === 0 ? DISCARDED : 3;
    columns.rateHz[i] = 93.5;
    columns.shape.fill(i - 2, 144 * i, 144 * (i + 1));
  }
  const people = [{ id: 'a', nickname: 'Quiet Otter – ö' }];
  return { ...{ count, total: 8, until: 5, isLast, people, spells: ['tide' as SpellId], models: [] }, columns };
}

describe('[X2] an encoded overview', () => {
  const pages = [pageOf(5, false), pageOf(3, false), pageOf(0, true)];
  const bytes = pages.map(encodeOverview);
  const stream = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  bytes.reduce((at, page) => (stream.set(page, at), at + page.length), 0);

  test.each([1, 7, 100, 1_000_000])('decodes to the same pages from chunks of %i bytes', (size) => {
    const reader = new OverviewReader();
    const read: OverviewPage[] = [];
    for (let at = 0; at < stream.length; at += size) read.push(...reader.push(stream.subarray(at, at + size)));
    expect(read).toEqual(pages);
  });

  test('that is truncated yields only its complete pages', () => {
    expect(new OverviewReader().push(stream.subarray(0, stream.length - 1))).toHaveLength(2);
  });

  test('that is malformed is rejected', () => {
    const wrong = stream.slice();
    new DataView(wrong.buffer).setUint32(0, 64, true);
    expect(() => new OverviewReader().push(wrong)).toThrow();
  });
});
