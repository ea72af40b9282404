import { escapeFormulas } from '@wandcast/gesture';
import { stringify } from 'csv-stringify/sync';
import type { ResultRow } from './results-table.js';

type Line = readonly (string | number | null)[];

/**
 * The lines of the results as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF line ends, formulas in names
 * escaped.
 * @param rounds column title of each round
 */
export function* resultLines(rounds: readonly string[], rows: Iterable<ResultRow>): Generator<string, void> {
  const header = ['rank', 'name', 'grove', 'points', ...rounds, 'casts', 'understood %', 'best streak', 'taught'];
  yield csvLine(header, true);
  for (const { rank, name, grove, points, rounds: own, casts, recognizedShare, streak, taught } of rows)
    yield csvLine([rank, name, grove, points, ...own, casts, percent(recognizedShare), streak, taught], false);
}

function csvLine(fields: Line, bom: boolean): string {
  const safe = fields.map((field) => (typeof field === 'string' ? escapeFormulas(field) : field));
  return stringify([safe], { bom, record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(100 * share);
}
