import { CastFileError, tidyCsvCasts, tidyCsvCastsFrom, type RecordedCast, type TidyRow } from '@wandcast/gesture';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';

const header = 'time,direction,accel,label,recording_num';
/** Two recordings of three readings each, one direction after the other, as in the talk's file. */
const rowsOf = (times: readonly (number | string)[], label = 'Incendio'): string[] =>
  ['gesture 1', 'gesture 2'].flatMap((recording, r) =>
    ['m_x', 'm_y', 'm_z'].flatMap((direction, d) =>
      times.map((time, i) => `${time},${direction},${100 * r + 10 * d + i},${label},${recording}`),
    ),
  );
const csvRows = (lines: readonly string[]): TidyRow[] =>
  parse(lines.join('\n'), { columns: true, relax_column_count: true });
const read = (lines: readonly string[]): RecordedCast[] => [...tidyCsvCasts(csvRows([header, ...lines]))];

function refusal(lines: readonly string[]): CastFileError {
  try {
    read(lines);
  } catch (error) {
    if (error instanceof CastFileError) return error;
    throw error;
  }
  throw new Error('read without an error');
}

describe('the talk’s tidy CSV', () => {
  test('yields one cast per recording, times in ms', () => {
    const [first, second, ...more] = read(rowsOf([0.05, 0.1, 0.15]));
    expect(more).toEqual([]);
    expect(first).toMatchObject({ id: 'Incendio-gesture 1', user: 'unknown', label: 'Incendio' });
    expect([...(first?.signal.t ?? [])]).toEqual([50, 100, 150]);
    expect([...(first?.signal.linear?.y ?? [])]).toEqual([10, 11, 12]);
    expect([...(second?.signal.linear?.z ?? [])]).toEqual([120, 121, 122]);
  });

  test('may have its times in ms, or since 1970', () => {
    expect([...(read(rowsOf([50, 100, 150]))[0]?.signal.t ?? [])]).toEqual([50, 100, 150]);
    expect([...(read(rowsOf([1514695498997, 1514695499009, 1514695499037]))[0]?.signal.t ?? [])]).toEqual([0, 12, 40]);
  });

  test('may list rows anywhere, as long as each direction is in order', () => {
    const rows = rowsOf([0.05, 0.1, 0.15]);
    const interleaved = [0, 1, 2].flatMap((i) => rows.filter((_, k) => k % 3 === i));
    expect(read(interleaved)).toEqual(read(rows));
  });

  test('separates recordings of the same number under different spells', () => {
    expect(read([...rowsOf([1, 50]), ...rowsOf([1, 50], 'Tide')]).map(({ id }) => id)).toHaveLength(4);
  });

  test('can be read as a stream', async () => {
    const lines = [header, ...rowsOf([0.05, 0.1])];
    async function* stream(): AsyncGenerator<TidyRow> {
      for (const row of csvRows(lines)) yield await Promise.resolve(row);
    }
    const casts: RecordedCast[] = [];
    for await (const cast of tidyCsvCastsFrom(stream())) casts.push(cast);
    expect(casts).toEqual(read(rowsOf([0.05, 0.1])));
  });

  test.each([
    ['0.05,m_x,1,Tide', 2, 'no recording_num'],
    ['0.05,m_x,,Tide,1', 2, 'no accel'],
    ['0.05,m_w,1,Tide,1', 2, 'direction is none of m_x, m_y, m_z'],
    ['soon,m_x,1,Tide,1', 2, 'time is not a number'],
    ['0.05,m_x,NaN,Tide,1', 2, 'accel is not a number'],
    ['0.05,m_x,1e39,Tide,1', 2, 'accel is not a number'],
  ])('%j is refused', (row, line, reason) => {
    expect(refusal([row])).toMatchObject({ line, reason });
  });

  test('reports the line at which time runs backwards', () => {
    expect(refusal(['0.1,m_x,1,Tide,1', '0.05,m_x,1,Tide,1'])).toMatchObject({
      line: 3,
      reason: 'time runs backwards',
    });
  });

  test('rejects a recording without a direction, or over 30 s long, by name', () => {
    expect(refusal(rowsOf([50, 100]).slice(0, -1))).toMatchObject({ line: 8 });
    expect(refusal(rowsOf([50, 100]).slice(0, -1)).reason).toMatch('gesture 2: the three directions');
    expect(refusal(rowsOf([0, 50, 30_050])).reason).toBe('Incendio, gesture 1: a cast ends by 30 s');
  });
});
