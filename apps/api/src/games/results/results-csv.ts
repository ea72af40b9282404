import { csvField } from '@wandcast/gesture';
import type { ResultRow } from './results-table.js';

/** What spreadsheets would take for a formula, in a name that someone in the room chose (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Without it, spreadsheets read the file in the code page of their machine, and every accent in a name is lost. */
const BOM = '\ufeff';

/**
 * Results as CSV (RFC 4180, UTF-8 with its mark, lines that end as spreadsheets write them).
 * @param rounds what each round is called
 */
export function resultsCsv(rounds: readonly string[], rows: readonly ResultRow[]): string {
  const header = ['rank', 'name', 'grove', 'points', ...rounds, 'casts', 'understood %', 'best streak', 'taught'];
  const lines = rows.map(({ rank, name, house, points, rounds: own, casts, understood, streak, taught }) =>
    line([rank, name, house, points, ...own, casts, percent(understood), streak, taught]),
  );
  return `${BOM}${[line(header), ...lines].map((text) => `${text}\r\n`).join('')}`;
}

function line(values: readonly (string | number | null)[]): string {
  return values.map((value) => (typeof value === 'string' ? textField(value) : `${value ?? ''}`)).join(',');
}

/** With an apostrophe before what would be a formula: spreadsheets show it as the text it is. */
function textField(text: string): string {
  return csvField(FORMULA.test(text) ? `'${text}` : text);
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(100 * share);
}
