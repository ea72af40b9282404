import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SERVER_ENTRY, SERVER_ENV } from '../../../apps/tools/src/environment/server-entry.js';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

test('tools, `npm start` and the Docker image run the same server', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
  const command = /^CMD (.+)$/m.exec(read('deploy/Dockerfile'))?.[1] ?? '';
  const entry = SERVER_ENTRY.map((word) => (path.isAbsolute(word) ? path.relative(root, word) : word));
  const settings = Object.entries(SERVER_ENV).map(([name, value]) => `${name}=${value}`);
  expect(scripts.start).toBe(['exec', 'env', ...settings, 'node', ...entry].join(' '));
  expect(JSON.parse(command)).toEqual(['node', ...entry]);
  expect(read('deploy/Dockerfile')).toContain(`ENV ${settings.join(' ')}\n`);
});
