// Lists the texts of each language that are missing, extra or identical to English, page by page. Missing texts are shown
// in English; extra ones are never shown, so they fail the run.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareCatalogs, readCatalogs } from './locales/catalogs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = compareCatalogs(await readCatalogs(process.argv[2] ?? join(root, 'apps/web/src/locales')));
for (const { language, page, ...found } of rows) {
  const counts = Object.entries(found).map(([kind, paths]) => `${paths.length} ${kind}`);
  console.log(`${language} ${page.padEnd(10)} ${counts.join(', ')}`);
  for (const [kind, paths] of Object.entries(found)) for (const path of paths) console.log(`    ${kind} ${path}`);
}
process.exitCode = rows.some(({ extra }) => extra.length > 0) ? 1 : 0;
