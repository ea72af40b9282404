import { MAP_ROW_BYTES, MAX_MAP_ROWS, decodeMapPage, encodeMapPage, type MapHead } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

const headOf = (count: number): MapHead => ({
  ...{ mapId: '0193b1c2-0000-7000-8000-000000000001', modelId: null, isCurrent: true },
  ...{ total: count, count, last: count + 7, isLast: count < MAX_MAP_ROWS },
});

/** Rows as the database packs them. */
function rowsOf(count: number): Uint8Array {
  const rows = new Uint8Array(count * MAP_ROW_BYTES);
  const view = new DataView(rows.buffer);
  for (let i = 0; i < count; i++) {
    view.setUint32(i * MAP_ROW_BYTES + 12, i);
    view.setFloat32(i * MAP_ROW_BYTES + 16, i / 4);
    view.setFloat32(i * MAP_ROW_BYTES + 20, -1 - i);
    view.setUint8(i * MAP_ROW_BYTES + 24, i % 100);
  }
  return rows;
}

describe('[X5] a page of the map', () => {
  test.each([0, 1, MAX_MAP_ROWS])('is the same after encoding and decoding %i rows', (count) => {
    const { castIds, positions, confidence, ...head } = decodeMapPage(
      encodeMapPage(headOf(count), rowsOf(count)).buffer,
    );
    expect(head).toEqual(headOf(count));
    expect([castIds.length, positions.length]).toEqual([count, 2 * count]);
    const last = count - 1;
    if (count === 0) return;
    expect(castIds[last]).toBe(`00000000-0000-0000-0000-0000${last.toString(16).padStart(8, '0')}`);
    expect([positions[2 * last], positions[2 * last + 1]]).toEqual([last / 4, -1 - last]);
    expect(confidence[last]).toBe(last % 100);
  });

  test('at its largest size has about 500 kB', () => {
    expect(encodeMapPage(headOf(MAX_MAP_ROWS), rowsOf(MAX_MAP_ROWS)).length).toBeLessThan(501_000);
  });

  test('that is cut short is refused', () => {
    const bytes = encodeMapPage(headOf(3), rowsOf(3));
    expect(() => decodeMapPage(bytes.slice(0, -1).buffer)).toThrow('74 bytes are not 3 rows');
  });
});
