// Serves the pages with hot reload, and restarts the API after each successful compilation. Ctrl-C stops everything.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createLogger, createServer } from 'vite';

const USAGE = `npm run dev -- [options]
  --port 5173       port of the pages; the API listens on the next one
  --data .data-dev  folder of the embedded database
  --rehearse N      adds N simulated wizards`;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '5173' },
    data: { type: 'string', default: '.data-dev' },
    rehearse: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit();
}

const port = Number(values.port);
const apiPort = port + 1;
let stopping = false;
let api;
let pages;
let compiler;
let apiIsUp = false;
let hasStarted = false;

const build = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale', '--keep-pages'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(1);

// Ctrl-C reaches the child processes too; the second signal from `stop` is harmless.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

process.env['WANDCAST_API'] = `http://127.0.0.1:${apiPort}`; // vite.config.ts proxies other requests to it
pages = await createServer({
  configFile: 'apps/web/vite.config.ts',
  server: { port, strictPort: true },
  customLogger: withoutProxyErrors(createLogger('info', { prefix: '[pages]' })),
});
await pages.listen();

compiler = spawn(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-b', 'apps/api', 'apps/tools', '--watch', '--preserveWatchOutput'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
compiler.on('exit', () => {
  if (!stopping) void stop(1, 'the compiler ended');
});
for await (const line of createInterface({ input: compiler.stdout })) {
  const errors = /Found (\d+) errors?/.exec(line)?.[1];
  if (errors === '0') await restartApi();
  else if (line.trim() !== '' && !/Starting|change detected/.test(line)) console.log(line);
}

async function restartApi() {
  await end(api);
  if (stopping) return;
  const began = performance.now();
  const rehearsal = hasStarted ? [] : ['--rehearse', values.rehearse];
  api = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      'apps/api/dist/main.js',
      '--port',
      apiPort,
      '--host',
      '127.0.0.1',
      '--data',
      values.data,
      ...rehearsal,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { LOG_LEVEL: 'warn', PUBLIC_URL: `http://localhost:${port}`, ...process.env },
    },
  );
  api.once('exit', () => (apiIsUp = false));
  let banner = '';
  api.stdout.on('data', (chunk) => {
    banner += chunk;
    if (apiIsUp || !banner.includes('Ctrl-C stops everything')) return;
    apiIsUp = true;
    if (hasStarted) console.log(`[api] restarted in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    else console.log(banner);
    hasStarted = true;
  });
}

/** Suppresses proxy errors while the API restarts: pages reconnect. */
function withoutProxyErrors(logger) {
  const { error } = logger;
  logger.error = (message, options) => {
    if (apiIsUp || !/proxy|ECONNREFUSED/.test(message)) error(message, options);
  };
  return logger;
}

async function end(child) {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function stop(code, reason) {
  if (stopping) return;
  stopping = true;
  if (reason !== undefined) console.error(`dev: ${reason}`);
  await Promise.all([end(api), end(compiler), pages?.close()]);
  process.exit(code);
}
