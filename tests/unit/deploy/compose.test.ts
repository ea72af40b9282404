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
}
const compose = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
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
