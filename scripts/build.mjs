// Builds the Prisma clients, then every TypeScript project, then the web pages. --if-stale skips what is up to date.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const ifStale = process.argv.includes('--if-stale');
/** The development server serves the pages from their sources, so outdated built pages do no harm. */
const keepPages = process.argv.includes('--keep-pages') && existsSync('apps/web/dist/index.html');
const workspaces = ['libs', 'apps'].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));

/** Modification time of the newest file at or below `path`, ms; 0 if there is none. */
function newest(path) {
  if (!existsSync(path)) return 0;
  if (statSync(path).isFile()) return statSync(path).mtimeMs;
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[\\/]dist(-types)?([\\/]|$)/.test(entry.parentPath))
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

function run(name, script, args, env = {}) {
  const began = performance.now();
  const { status, signal } = spawnSync(process.execPath, [script, ...args], {
    stdio: ['ignore', 2, 2], // stderr, because stdout is reserved for a command's result
    env: { ...process.env, ...env },
  });
  if (status !== 0) {
    console.error(`build: ${name} failed (${signal ?? status})`);
    process.exit(1);
  }
  console.error(`build: ${name} ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

// tsc's cache ignores changed dependencies: delete it if the lock file is newer.
for (const workspace of [...workspaces, 'tests']) {
  const cache = join(workspace, workspace.endsWith('web') ? 'dist-types' : 'dist', '.tsbuildinfo');
  if (existsSync(cache) && newest('package-lock.json') > newest(cache)) rmSync(cache);
}

/** Runs `build` if a source is newer than its last success or an output is missing; always without --if-stale. */
function buildIfStale(name, sources, outputs, build) {
  const stamp = `node_modules/.cache/wandcast/${name}`;
  const isFresh = existsSync(stamp) && outputs.every(existsSync) && Math.max(...sources.map(newest)) < newest(stamp);
  if (ifStale && isFresh) return;
  rmSync(stamp, { force: true }); // an interrupted build is not fresh
  const began = new Date(); // the stamp must be older than files saved during the build
  build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
}

/** Prisma clients of the product and of the naive server in the benchmark. */
const schemas = {
  prisma: { schema: 'prisma/schema.prisma', client: 'apps/api/src/generated/prisma' },
  'prisma-naive': {
    schema: 'apps/tools/src/bench/servers/naive/schema.prisma',
    client: 'apps/tools/src/bench/servers/naive/generated/prisma',
  },
};
for (const [name, { schema, client }] of Object.entries(schemas))
  buildIfStale(name, [schema, 'package-lock.json'], [client], () => {
    run(
      `${name} generate`,
      'node_modules/prisma/build/index.js',
      ['generate', '--no-hints', '--config', 'prisma/prisma.config.ts', '--schema', schema],
      {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, // prevents a download of an engine that `generate` never runs
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    );
  });

const sources = [...workspaces.map((workspace) => join(workspace, 'src')), 'tsconfig.json', 'package-lock.json'];
buildIfStale('tsc', [...sources, 'tests'], ['apps/api/dist/main.js'], () => {
  run('tsc', 'node_modules/vue-tsc/bin/vue-tsc.js', ['-b']);
});

const bundles = ['apps/api/dist/bundle/main.js', 'libs/recognition/dist/bundle/predict.worker.cjs'];
buildIfStale('bundle', [...sources, 'scripts/bundle.mjs'], bundles, () => {
  run('bundle', 'scripts/bundle.mjs', []);
});

const pages = [
  'apps/web/src',
  ...['index', 'stage', 'console', 'summary', 'preflight'].map((name) => `apps/web/${name}.html`),
];
const tools = [
  'apps/web/vite.config.ts',
  'apps/web/preload-script.ts',
  'apps/web/page-lost-texts.ts',
  'scripts/precompress-pages.mjs',
];
if (!keepPages)
  buildIfStale('web', [...pages, 'apps/web/public', ...tools, ...sources], ['apps/web/dist/index.html'], () => {
    for (const mode of ['wand', 'others'])
      run(`vite ${mode}`, 'node_modules/vite/bin/vite.js', ['build', 'apps/web', '--mode', mode, '--logLevel', 'warn']);
    run('precompress', 'scripts/precompress-pages.mjs', []);
  });
