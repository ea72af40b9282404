// Writes the generated parts of libs/protocol/SPEC.md.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { specParts } from '../libs/protocol/dist/spec/spec-parts.js';

const folder = path.resolve(import.meta.dirname, '../libs/protocol');
const file = path.join(folder, 'SPEC.md');
const sources = readdirSync(path.join(folder, 'src'), { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(path.join(folder, 'src', name), 'utf8'));

let spec = readFileSync(file, 'utf8');
for (const [name, part] of Object.entries(specParts(sources))) {
  const start = `<!-- ${name}: written by npm run spec -->`;
  const end = `<!-- /${name} -->`;
  const [before, rest = ''] = spec.split(start);
  const after = rest.split(end)[1];
  if (after === undefined) throw new Error(`SPEC.md has lost the markers of its ${name}`);
  spec = `${before}${start}\n\n${part}\n\n${end}${after}`;
}
writeFileSync(file, spec);
