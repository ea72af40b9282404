import { messageTables, typesInTables } from './message-table.js';
import { overviewTable } from './overview-columns.js';
import { typeDefinitions } from './type-definitions.js';

/** The generated parts of SPEC.md as markdown, each under the name of its markers. */
export type SpecParts = Readonly<Record<'messages' | 'types' | 'columns', string>>;

/** @param sources texts of the protocol's source files */
export function specParts(sources: readonly string[]): SpecParts {
  const types = typeDefinitions(sources, [...typesInTables(), 'OverviewHead', 'MapHead']);
  return {
    messages: messageTables(sources),
    types: ['```ts', types, '```'].join('\n'),
    columns: overviewTable(sources),
  };
}
