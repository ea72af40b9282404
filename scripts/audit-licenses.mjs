// Checks the licenses of everything the server, its pages and its commands depend on, offline. Fails on a license that
// is not permissive, and on a pre-release, unless docs/dependencies.md says why it is there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PERMISSIVE = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]);

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');

/**
 * @typedef {{ version: string, license?: string, dev?: boolean, link?: boolean }} Locked
 * @typedef {{ name: string, version: string, license: string }} Dependency
 */

/** @returns {Dependency[]} production dependencies in the lock file, each version once */
function dependencies() {
  /** @type {{ packages: Record<string, Locked> }} */
  const { packages } = JSON.parse(read('package-lock.json'));
  /** @type {Map<string, Dependency>} */
  const found = new Map();
  for (const [path, { version, license, dev, link }] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || dev || link) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(`${name}@${version}`, { name, version, license: license ?? declaredLicense(path) });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Old packages declare `licenses`, which npm does not lock. @param {string} path */
function declaredLicense(path) {
  const file = join(path, 'package.json');
  if (!existsSync(join(root, file))) return 'unknown';
  /** @type {{ license?: string | { type: string }, licenses?: readonly { type: string }[] }} */
  const { license, licenses } = JSON.parse(read(file));
  if (typeof license === 'string') return license;
  return license?.type ?? (licenses?.map(({ type }) => type).join(' OR ') || 'unknown');
}

/** Whether an SPDX expression can be fulfilled with permissive licenses alone. @param {string} license */
function isPermissive(license) {
  const choices = license.replace(/[()]/g, '').split(/\s+or\s+/i);
  return choices.some((choice) => choice.split(/\s+and\s+/i).every((one) => PERMISSIVE.has(one)));
}

/** Rows of docs/dependencies.md: "| `name` or `@scope/*` | license or version | why |". */
function justified() {
  const rows = read('docs/dependencies.md').matchAll(/^\| `([^`]+)`\s*\| ([^|]+?)\s*\| (\S[^|]*?)\s*\|$/gm);
  return [...rows].map(([, name = '', what = '']) => ({ name, what, isUsed: false }));
}

const all = dependencies();
const rows = justified();

/** @param {string} name @param {string} what a license or a version */
function isJustified(name, what) {
  const row = rows.find(
    (one) =>
      one.what === what && (one.name === name || (one.name.endsWith('*') && name.startsWith(one.name.slice(0, -1)))),
  );
  if (row !== undefined) row.isUsed = true;
  return row !== undefined;
}

/** @type {string[]} */
const problems = [];
for (const { name, version, license } of all) {
  if (!isPermissive(license) && !isJustified(name, license)) problems.push(`${name}@${version}: license ${license}`);
  if (version.includes('-') && !isJustified(name, version)) problems.push(`${name}@${version}: pre-release`);
}
for (const { name, what, isUsed } of rows)
  if (!isUsed) problems.push(`docs/dependencies.md justifies ${name} (${what}), which nothing depends on`);

/** @type {Map<string, number>} */
const counts = new Map();
for (const { license } of all) counts.set(license, (counts.get(license) ?? 0) + 1);
for (const [license, count] of [...counts].sort(([, a], [, b]) => b - a))
  console.log(`${String(count).padStart(5)}  ${license}`);
console.log(`${all.length} production dependencies, ${rows.length} justified in docs/dependencies.md`);
for (const problem of problems) console.error(`FAIL  ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
