// Writes the generated tables of libs/protocol/SPEC.md.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messageTables } from '../libs/protocol/dist/spec/message-table.js';

const file = path.resolve(import.meta.dirname, '../libs/protocol/SPEC.md');
const [before, rest = ''] = readFileSync(file, 'utf8').split('<!-- messages: written by npm run spec -->');
const after = rest.split('<!-- /messages -->')[1];
if (after === undefined) throw new Error('SPEC.md has lost the markers of its message tables');
writeFileSync(
  file,
  `${before}<!-- messages: written by npm run spec -->\n\n${messageTables()}\n\n<!-- /messages -->${after}`,
);
