import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../../..');
interface Service {
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly logging?: object;
  readonly security_opt?: readonly string[];
  readonly secrets?: readonly string[];
}
const compose = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
};
const { app = {}, 'app-2': second = {}, worker = {}, proxy = {} } = compose.services;

test('the second node differs from the first in its address alone, and is started on request', () => {
  expect(second).toEqual({
    ...app,
    profiles: ['nodes'],
    environment: { ...app.environment, NODE_URL: 'http://app-2:3000' },
  });
  expect(app.environment?.['NODE_URL']).toBe('http://app:3000');
  expect(proxy.environment?.['WANDCAST_APP']).toBe('${WANDCAST_APP:-app:3000}');
});

test('the worker differs in its role and its address alone, and is started on request', () => {
  expect(worker).toEqual({
    ...app,
    profiles: ['worker'],
    environment: { ...app.environment, ROLE: 'worker', NODE_URL: '' },
  });
});

test.each(Object.entries(compose.services))('%s rotates its log and gains no rights', (_, service) => {
  expect(service.logging).toMatchObject({ options: { 'max-size': '10m' } });
  expect(service.security_opt).toContain('no-new-privileges:true');
});

test('passwords are files outside of the repository, and the app has none but its own', () => {
  for (const { environment = {} } of Object.values(compose.services))
    expect(Object.values(environment).join(' ')).not.toContain('PASSWORD');
  const { database = {} } = compose.services;
  expect([app.secrets, database.secrets]).toEqual([['database-password'], ['database-password', 'postgres-password']]);
  const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8').split('\n');
  for (const { file } of Object.values(compose.secrets))
    expect(ignored).toContain(`/${path.dirname(path.normalize(file))}/`);
});
