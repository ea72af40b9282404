/**
 * The rows of a CSV by column name (RFC 4180; fields may be quoted, but not span lines). The first line names the
 * columns; empty lines are passed over, absent fields are absent.
 */
export function* csvRows(lines: Iterable<string>): Generator<Readonly<Record<string, string>>> {
  let columns: readonly string[] | undefined;
  for (const line of lines) {
    const fields = fieldsOf(line.replace(/^\uFEFF|\r$/g, ''));
    if (columns === undefined) columns = fields;
    else if (fields.length > 1 || fields[0] !== '') yield rowOf(columns, fields);
  }
}

function rowOf(columns: readonly string[], fields: readonly string[]): Record<string, string> {
  const row: Record<string, string> = {};
  columns.forEach((column, i) => {
    const field = fields[i];
    if (field !== undefined) row[column] = field;
  });
  return row;
}

/** A field, quoted or not, and the comma or the end of the line behind it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/y;

function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  for (;;) {
    const match = FIELD.exec(line);
    if (match === null) return fields; // text behind a closing quote: the rest of the line is unreadable
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return fields;
  }
}
