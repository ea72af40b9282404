import { version } from '../../config/version.js';
import { restoreBackup } from '../restore-backup.js';
import { runFileCommand } from './run-command.js';

const usage = `npm run restore -- FILE [options]
Replaces everything in the database by a backup, while the server runs or not. A running server starts again on the
restored data, and everyone reconnects. What was there is backed up first, beside FILE. If it fails, nothing has changed.
  --data .data   folder of the embedded database, created if there is none; DATABASE_URL names an external one
  --json         one JSON object as the last line`;

await runFileCommand({
  usage,
  creates: true,
  run(url, file) {
    const replaced = `${file}.replaced-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
    return restoreBackup(url, file, { replaced, version });
  },
  report: ({ rows, seconds, replaced }, file) =>
    `${rows} rows restored from ${file} in ${seconds.toFixed(1)} s` +
    (replaced === null ? '' : `; what was there before is in ${replaced}`),
});
