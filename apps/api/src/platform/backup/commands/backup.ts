import { version } from '../../config/version.js';
import { writeBackup } from '../write-backup.js';
import { runFileCommand } from './run-command.js';

const usage = `npm run backup -- FILE [options]
Writes everything in the database to a new file, as it is at one moment, while the server runs or not. The file is a
gzipped SQL script; it holds names and secrets, so only its owner may read it.
  --data .data   folder of the embedded database; DATABASE_URL names an external one
  --json         one JSON object as the last line`;

await runFileCommand({
  usage,
  creates: false,
  run: (url, file) => writeBackup(url, file, version),
  report: ({ rows, bytes, seconds }, file) =>
    `${file}: ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s`,
});
