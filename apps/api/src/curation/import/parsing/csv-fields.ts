/**
 * The fields of one line of CSV (RFC 4180 without line breaks in fields, so that one unclosed quote cannot swallow the
 * rest of the file). Undefined if the quotes are unbalanced.
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
