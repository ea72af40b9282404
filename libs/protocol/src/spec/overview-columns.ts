import { overviewColumns, overviewFlags } from '../domain/cast-overview.js';
import { propertyDocs } from './declarations.js';
import { code, table } from './markdown.js';

/** The columns of the cast explorer as markdown. @param sources texts of the protocol's source files */
export function overviewTable(sources: readonly string[]): string {
  const docs = propertyDocs(sources, 'overviewColumns');
  const rows = Object.entries(overviewColumns).map(([name, { of, width }]) => [
    code(name),
    of.name.replace('Array', '').toLowerCase(),
    String(width),
    docs.get(name) ?? '',
  ]);
  const flags = Object.entries(overviewFlags).map(([name, bit]) => `${code(name)} ${bit}`);
  const columns = table(['Column', 'Numbers', 'Per cast', 'Meaning'], rows);
  return [columns, `Bits of ${code('flags')}: ${flags.join(', ')}.`].join('\n\n');
}
