/**
 * The fields of one line of CSV (RFC 4180, but a field ends with its line: names have no line breaks, and one quote that
 * is not closed must not swallow the rest of a file). Undefined where the quotes do not pair.
 */
export function csvFields(line: string): string[] | undefined {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (field.lastIndex = 0; ;) {
    const found = field.exec(line);
    if (found === null) return undefined;
    const [, quoted, plain, end] = found;
    fields.push(quoted === undefined ? (plain ?? '').trim() : quoted.replaceAll('""', '"'));
    if (end === '') return fields;
  }
}
