import {
  TIDY_HEADER,
  TidyRecordings,
  csvField,
  escapeFormulas,
  seeded,
  tidyCsvCasts,
  tidyCsvLines,
  unescapeFormulas,
  type RecordedCast,
  type TidyRow,
} from '@wandcast/gesture';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const random = seeded(3);
const column = (scale: number): Float32Array => Float32Array.from({ length: 30 }, () => scale * (random() - 0.5));
const axes = () => ({ x: column(40), y: column(1e-3), z: column(600) });
const t = Float32Array.from({ length: 30 }, (_, i) => i * 16.5);
const read = (text: string): RecordedCast[] => [...tidyCsvCasts(parse<TidyRow>(text, { columns: true }))];
const written = (casts: readonly RecordedCast[]): string =>
  [TIDY_HEADER, ...casts.map((cast, i) => tidyCsvLines(cast, i + 1))].join('\n');

describe('writing the talk’s tidy CSV', () => {
  test('is read back exactly, for any user and label', () => {
    const casts: RecordedCast[] = [
      { id: 'a', user: 'Quiet, "Otter"', label: 'Tide', signal: { t, linear: axes() } },
      { id: 'b', user: 'two\nlines', label: null, signal: { t, linear: axes() } },
      { id: 'c', user: 'x', label: 'Tide', signal: { t, linear: axes() }, metadata: { discarded: true } },
    ];
    const back = read(written(casts));
    expect(back.map(({ id, ...cast }) => ({ ...cast, id: id.length > 0 }))).toEqual(
      casts.map((cast) => ({ ...cast, id: true })),
    );
    expect(back.map(({ id }) => id)).toEqual(['Tide-1', '2', 'Tide-3']);
  });

  test('lists one direction after the other, as the talk did', () => {
    const cast = { id: 'a', user: 'b', label: 'O', signal: { t: t.slice(0, 2), linear: axes() } };
    expect(tidyCsvLines(cast, 7).replaceAll(/,-?[\d.e-]+,O/g, ',_,O')).toBe(
      ['0,m_x', '16.5,m_x', '0,m_y', '16.5,m_y', '0,m_z', '16.5,m_z'].map((row) => `${row},_,O,7,b,`).join('\n'),
    );
  });

  test('computes the motion of a phone that provides only gravity', () => {
    const gravity = { x: column(1), y: Float32Array.from(column(1), (value) => value + 9.81), z: column(1) };
    const [back] = read(written([{ id: 'a', user: 'b', label: 'O', signal: { t, gravity } }]));
    const mean = Array.from(back?.signal.linear?.y ?? []).reduce((sum, value) => sum + value, 0) / t.length;
    expect(Math.abs(mean)).toBeLessThan(1);
  });
});

test('a caller that continues after a bad row gets every other recording', () => {
  const recordings = new TidyRecordings();
  const rows = parse<TidyRow>(written(['A', 'B'].map((label) => ({ id: '', user: 'x', label, signal: { t, linear: axes() } }))), { columns: true }); // prettier-ignore
  const refused: number[] = [];
  rows.forEach((row, i) => {
    try {
      recordings.add(i === 40 ? { ...row, accel: 'much' } : row, i + 2);
    } catch {
      refused.push(i + 2);
    }
  });
  expect(refused).toEqual([42]);
  expect([...recordings.casts()].map((one) => 'cast' in one && one.cast.label)).toEqual(['B']);
});

describe('formulas', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['a;=1+1', "a;'=1+1"],
    ['a,@b', `"a,'@b"`],
    ['a\t-1', "a\t'-1"],
    ['\r=1', `"'\r'=1"`],
    ["'=1", "''=1"],
    ['two\n+1', `"two\n'+1"`],
    ['＝1', "'＝1"],
    ['a-b = c', 'a-b = c'],
  ])('%j is written as %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });

  test('of any text are escaped wherever a reader may split fields, and come back', () => {
    const text = fc
      .array(fc.constantFrom(...Array.from(`=+-@\t\r\n;,|'"a1 ＝`)), { maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const escaped = escapeFormulas(given);
        for (const field of escaped.split(/[;,|\t\r\n]/)) expect(field).not.toMatch(/^[=+\-@＝]/);
        expect(unescapeFormulas(escaped)).toBe(given);
      }),
      { numRuns: 5_000 },
    );
  });
});
