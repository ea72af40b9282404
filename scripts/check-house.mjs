// Checks the folder structure and the wording of the repository. Lists every violation and fails if there is any.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dialect, longFiles, wideConstructors } from './house/file-rules.mjs';
import { crowdedFolders, folderCycles, upwardImports } from './house/folder-rules.mjs';
import { listFiles, listImports, readSources } from './house/source-tree.mjs';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const paths = listFiles(root);
const sources = readSources(root, paths);
const imports = listImports(root, sources, paths);
const texts = paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const results = {
  'cycles between folders': folderCycles(imports),
  'imports against the order': upwardImports(imports),
  'folders over 20 entries': crowdedFolders(paths),
  'constructors over 8 parameters': wideConstructors(sources),
  'files over 250 lines': longFiles(sources),
  'lines in dialect': dialect(texts),
};

for (const [rule, problems] of Object.entries(results)) {
  if (problems.length > 0) console.log(`\n${rule}`);
  for (const problem of problems) console.log(`  ${problem}`);
}
console.log(`\n${sources.length} source files, ${imports.length} imports\n`);
for (const [rule, problems] of Object.entries(results))
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${rule.padEnd(32)}${String(problems.length).padStart(5)}`);
process.exitCode = Object.values(results).every((problems) => problems.length === 0) ? 0 : 1;
