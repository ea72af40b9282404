import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { resultLines } from '../../../../apps/api/src/games/results/results-csv.js';
import type { ResultRow } from '../../../../apps/api/src/games/results/results-table.js';

const row = (name: string): ResultRow => ({
  ...{ rank: 1, name, grove: 'ash', points: 81, rounds: [81, null], casts: 3 },
  ...{ recognizedShare: 2 / 3, streak: 1, taught: 0 },
});
const resultsCsv = (rounds: string[], rows: ResultRow[]): string => [...resultLines(rounds, rows)].join('');
const read = (text: string): Record<string, string>[] =>
  parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });

describe('results as CSV', () => {
  test('names its columns and leaves rounds without points empty', () => {
    expect(read(resultsCsv(['round 1 Tide', 'round 2 free'], [row('Ada')]))).toEqual([
      {
        ...{ rank: '1', name: 'Ada', grove: 'ash', points: '81', 'round 1 Tide': '81', 'round 2 free': '' },
        ...{ casts: '3', 'understood %': '67', 'best streak': '1', taught: '0' },
      },
    ]);
  });

  test.each(['comma, here', 'a "quote"', 'two\nlines', 'Æther 🦉', ' spaces '])('preserves the name %j', (name) => {
    expect(read(resultsCsv(['round 1', 'round 2'], [row(name)]))[0]?.['name']).toBe(name);
  });

  test.each(['=1+1', '+1', '-1', '@a', '\tx', '＝1', '=a,"b'])('escapes the formula %j', (name) => {
    expect(read(resultsCsv(['=round', '+round'], [row(name)]))[0]).toMatchObject({ name: `'${name}`, "'=round": '81' });
  });

  test('escapes a formula behind another separator', () => {
    expect(resultsCsv([], [row('a;=1+1')])).toContain("a;'=1+1");
  });

  test('starts with a byte order mark and uses CRLF line ends', () => {
    const text = resultsCsv([], [{ ...row('Ada'), rank: null, recognizedShare: null, rounds: [] }]);
    expect(text).toBe('\ufeffrank,name,grove,points,casts,understood %,best streak,taught\r\n,Ada,ash,81,3,,1,0\r\n');
  });
});
