// Bundles the compiled server and its recognition worker: a few files load several times as fast as thousands of modules.
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Not bundled: what Nest loads only if it is installed, and loggers, which start worker threads from their own files. */
const EXTERNAL = [
  /^@nestjs\/(microservices|websockets\/socket-module|platform-ws)/,
  /^(class-validator|class-transformer|pg-native|bufferutil|utf-8-validate)(\/|$)/,
  /^(pino|pino-http|pino-pretty)$/,
  /^@tensorflow\//, // one copy of it per process, also for tfjs-node
];

/**
 * Our own modules, with their source maps, for those who start it with --enable-source-maps. In a bundle, `import.meta.url` still
 * is that of the compiled module, because modules find files and packages from there.
 */
const compiledModules = (folder) => ({
  name: 'compiled-modules',
  load: {
    filter: { id: /[\\/](apps|libs)[\\/]\w+[\\/]dist[\\/].+\.js$/ },
    async handler(id) {
      const [code, map] = await Promise.all([readFile(id, 'utf8'), readFile(`${id}.map`, 'utf8')]);
      const path = relative(folder, id).replaceAll('\\', '/');
      const url = `new URL(${JSON.stringify(path)}, import.meta.url).href`;
      return { code: code.replaceAll('import.meta.url', url), map };
    },
  },
});

const NO_MAP = { mappings: '', sources: [], names: [], version: 3 };

/** Other packages get no source maps: Node parses those of the whole bundle at the first error. */
const packages = {
  name: 'packages',
  transform: {
    filter: { id: /[\\/]node_modules[\\/]/ },
    handler: (code) => ({ code, map: NO_MAP }),
  },
};

/**
 * Prisma's query compiler as a file of bytes: as text in a module, Node would keep it twice, 9 MB, and parse it for 0.1 s.
 * `Buffer.from`, to which Prisma gives it, takes the value of an object.
 */
const queryCompiler = {
  name: 'query-compiler',
  transform: {
    filter: { id: /[\\/]query_compiler_\w+\.postgresql\.wasm-base64\.mjs$/ },
    handler(code) {
      const [, base64] = /\bconst wasm = "([^"]+)"/.exec(code) ?? [];
      if (base64 === undefined) this.error('has another form now: change this plugin');
      const file = this.emitFile({ type: 'asset', name: 'query-compiler.wasm', source: Buffer.from(base64, 'base64') });
      const module = `import { readFileSync } from 'node:fs';
        export const wasm = { valueOf: () => readFileSync(new URL(import.meta.ROLLUP_FILE_URL_${file})) };`;
      return { code: module, map: NO_MAP };
    },
  },
};

/**
 * Without comments, but for licenses, and in ASCII, because V8 keeps the text of a module, with two bytes for each character
 * if one needs them: 12 MB of the server. Names stay, for those who read a stack trace.
 */
const SMALL = {
  minify: {
    compress: false,
    mangle: false,
    codegen: { removeWhitespace: true, asciiOnly: true, legalComments: 'inline' },
  },
};

/**
 * Replaces a bundle in one step, so that an interrupted build leaves the old one or none. A server that is running keeps
 * what it has loaded; what it loads later has a hash in its name, so it never gets a part of another build.
 * @param input compiled entry  @param folder where the bundle goes
 */
async function bundle(input, folder, output) {
  const target = join(root, folder);
  const [draft, old] = [`${target}.draft`, `${target}.old`]; // beside it, because source maps have relative paths
  for (const left of [draft, old]) await rm(left, { recursive: true, force: true });
  const build = await rolldown({
    input: join(root, input),
    platform: 'node',
    external: EXTERNAL,
    checks: { ineffectiveDynamicImport: false },
    plugins: [compiledModules(target), queryCompiler, packages],
  });
  await build.write({
    dir: draft,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    sourcemap: true,
    sourcemapExcludeSources: true,
    ...SMALL,
    ...output,
  });
  if (existsSync(target)) await rename(target, old);
  await rename(draft, target);
  await rm(old, { recursive: true, force: true });
}

await bundle('apps/api/dist/main.js', 'apps/api/dist/bundle', { format: 'esm', keepNames: true });
// CommonJS, because Node searches every CommonJS package for exports if a module imports it: 200 ms for TensorFlow.js.
await bundle('libs/recognition/dist/workers/predict.worker.js', 'libs/recognition/dist/bundle', {
  format: 'cjs',
  entryFileNames: '[name].cjs',
});
