// The files of the repository, and their imports.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** @returns paths of all files that Git tracks or would add, relative to `root` */
export function listFiles(root) {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const paths = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }).split('\0');
  return [...new Set(paths)].filter((path) => path !== '' && existsSync(join(root, path)));
}

/** @returns `{ path, text, code }` of every source file of apps and libs; `code` is the text, or the scripts of a component */
export function readSources(root, paths) {
  return paths
    .filter((path) => /^(apps|libs)\/.*\.(ts|vue)$/.test(path) && !/\.d\.ts$|\/generated\//.test(path))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, code: path.endsWith('.vue') ? scriptsOf(text) : text };
    });
}

const scriptsOf = (component) =>
  [...component.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script).join('\n');

/** @returns `{ from, to }` of every import between the sources, including type imports and worker URLs */
export function listImports(root, sources, paths) {
  const known = new Set(sources.map(({ path }) => path));
  const packages = readPackages(root, paths);
  return sources.flatMap(({ path, code }) =>
    specifiersOf(code).flatMap((specifier) => {
      const to = specifier.startsWith('.')
        ? resolve(posix.join(dirname(path), specifier), known)
        : packages.get(specifier);
      return to === undefined || to === path ? [] : [{ from: path, to }];
    }),
  );
}

function specifiersOf(code) {
  const imported = ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
  const urls = [...code.matchAll(/new URL\(\s*'(\.[^']+)'/g)].map(([, url]) => url);
  return [...new Set([...imported, ...urls])];
}

function resolve(base, known) {
  const candidates = [base, base.replace(/\.js$/, '.ts'), `${base}.ts`, `${base}.vue`, `${base}/index.ts`];
  return candidates.find((candidate) => known.has(candidate));
}

/** @returns the source path of each package specifier of the workspaces */
function readPackages(root, paths) {
  const manifests = paths.filter((path) => /^(apps|libs)\/[^/]+\/package\.json$/.test(path));
  return new Map(
    manifests.flatMap((path) => {
      const { name, exports = {} } = JSON.parse(readFileSync(join(root, path), 'utf8'));
      return Object.entries(exports)
        .filter(([, { source }]) => source !== undefined)
        .map(([subpath, { source }]) => [posix.join(name, subpath), posix.join(dirname(path), source)]);
    }),
  );
}
