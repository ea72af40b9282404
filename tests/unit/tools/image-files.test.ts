import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const lines = readFileSync(path.join(root, 'deploy/Dockerfile.dockerignore'), 'utf8').split('\n');

/** Docker's patterns: of whole paths, `**` for any number of folders, and what is in a matching folder. */
function patternOf(line: string): RegExp {
  const source = line
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'));
  return new RegExp(`^${source}(?:/.*)?$`);
}
/** The last line that matches decides. */
function isIgnored(file: string): boolean {
  const decisive = lines.findLast((line) => line !== '' && patternOf(line.replace(/^!/, '')).test(file));
  return decisive?.startsWith('!') === false;
}

test.each(['', 'deploy/', 'apps/api/', 'apps/web/src/'])(
  'settings in %s do not get into the Docker image',
  (folder) => {
    for (const name of ['.env', '.env.production', '.env.local'])
      expect(isIgnored(`${folder}${name}`), `${folder}${name}`).toBe(true);
  },
);

test('data folders and what a build writes stay out of the Docker image, sources are in it', () => {
  for (const file of [
    '.data/postgres-password',
    'apps/api/.data-2/x',
    'libs/wand/dist/index.js',
    'node_modules/a/b.js',
  ])
    expect(isIgnored(file), file).toBe(true);
  for (const file of [
    'package.json',
    'deploy/docker-compose.lan.yml',
    'apps/web/src/environment.ts',
    'apps/api/env.ts',
  ])
    expect(isIgnored(file), file).toBe(false);
});

test('settings in any folder stay out of the repository', () => {
  const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*'])); // in every folder, as they have no slash
});
