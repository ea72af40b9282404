import { escapeFormulas } from '@wandcast/gesture';
import { stringify } from 'csv-stringify/sync';
import type { ResultRow } from './results-table.js';

/**
 * The results as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF line ends, formulas in names escaped.
 * @param rounds column title of each round
 */
export function resultsCsv(rounds: readonly string[], rows: readonly ResultRow[]): string {
  const header = ['rank', 'name', 'grove', 'points', ...rounds, 'casts', 'understood %', 'best streak', 'taught'];
  const lines = rows.map(({ rank, name, grove, points, rounds: own, casts, recognizedShare, streak, taught }) => {
    return [rank, name, grove, points, ...own, casts, percent(recognizedShare), streak, taught];
  });
  const options = { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;
  const safe = [header, ...lines].map((line) => line.map((field) => (typeof field === 'string' ? escapeFormulas(field) : field))); // prettier-ignore
  return stringify(safe, options);
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(100 * share);
}
