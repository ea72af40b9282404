/** Spreadsheets compute a field that begins with one of these; some also the full-width forms. */
const FORMULA: ReadonlySet<string | undefined> = new Set('=+-@\t\r＝＋－＠');

/** A reader may split fields at another separator than the comma, so the text after any of these counts as a field. */
const SEPARATOR: ReadonlySet<string | undefined> = new Set(';,|\t\r\n');

/** Text in which a spreadsheet computes nothing: an apostrophe before each formula. */
export function escapeFormulas(text: string): string {
  return mapApostrophes(text, (count) => count + 1);
}

/** The text before {@link escapeFormulas}. */
export function unescapeFormulas(text: string): string {
  return mapApostrophes(text, (count) => Math.max(0, count - 1));
}

/** Changes the number of apostrophes before each formula. */
function mapApostrophes(text: string, change: (count: number) => number): string {
  let mapped = '';
  for (let i = 0; i < text.length; i++) {
    if (i === 0 || SEPARATOR.has(text[i - 1])) {
      const start = i;
      while (text[i] === "'") i++;
      mapped += "'".repeat(FORMULA.has(text[i]) ? change(i - start) : i - start);
    }
    mapped += text[i] ?? '';
  }
  return mapped;
}

/** Text as a CSV field (RFC 4180), formulas escaped, quoted if it contains a comma, a quote or a line break. */
export function csvField(text: string): string {
  const safe = escapeFormulas(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
