import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { PersistentVolumeClaim, Service } from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { externalDatabaseUrl } from '../../../apps/api/src/platform/config/database-url.js';
import { parseOptions } from '../../../apps/api/src/platform/config/options.js';

const deploy = path.resolve(import.meta.dirname, '../../../deploy');
const read = (file: string): string => readFileSync(path.join(deploy, file), 'utf8');
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Record<string, unknown>;
}
interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator: readonly { name: string; literals?: readonly string[]; files?: readonly string[] }[];
  readonly images: readonly { readonly name: string }[];
}
interface Container {
  readonly image: string;
  readonly env: readonly { name: string; value?: string; valueFrom?: { configMapKeyRef?: { name: string; key: string } } }[]; // prettier-ignore
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly resources: { readonly limits: Readonly<Record<string, string>> };
}

const kustomization = parse(read('kustomization.yaml')) as Kustomization;
const manifests = kustomization.resources.flatMap((file) =>
  parseAllDocuments(read(file)).map((document) => document.toJS() as Manifest),
);
const models = { Deployment, PersistentVolumeClaim, PodDisruptionBudget, Service, StatefulSet };
/** What the types of Kubernetes say against it; undefined if nothing. */
function complaints(manifest: Manifest): string | undefined {
  const Model = models[manifest.kind as keyof typeof models] as unknown as new (data: Manifest) => { validate(): void };
  try {
    new Model(manifest).validate();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

type Place = readonly (string | number)[];
const isFilled = (value: unknown): value is object => typeof value === 'object' && value !== null;
/** Of every field, at any depth. */
function placesIn(value: unknown, place: Place = []): Place[] {
  if (!isFilled(value)) return [];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([key, part]) => {
    const own = [...place, key];
    return [...(place.length === 0 && key !== 'spec' ? [] : [own]), ...placesIn(part, own)];
  });
}
/** A copy with another value in one place. */
function changed<T>(of: T, [key, ...rest]: Place, value: unknown): T {
  if (key === undefined) return value as T;
  const copy = (Array.isArray(of) ? [...(of as unknown[])] : { ...of }) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], rest, value);
  return copy as T;
}
/** No field has this type. */
const nothing = (): undefined => undefined;

const podOf = ({ spec }: Manifest) =>
  (spec['template'] as { spec: { securityContext: Record<string, unknown>; containers: readonly Container[] } }).spec;
const pods = manifests.filter(({ spec }) => 'template' in spec);
const named = (name: string): Manifest => {
  const found = pods.find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`no pods of ${name}`);
  return found;
};

describe('the manifests for Kubernetes', () => {
  const titled = manifests.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const);

  test.each(titled)('%s is valid, and has no field that Kubernetes does not know', (_, manifest) => {
    expect(complaints(manifest)).toBeUndefined();
    const places = placesIn(manifest);
    expect(places.length).toBeGreaterThan(5);
    // A known field has a type, so that this value is an error there.
    for (const place of places) expect(complaints(changed(manifest, place, nothing)), place.join('.')).toBeDefined();
    expect(complaints(changed(manifest, ['spec', 'replicaz'], nothing))).toBeUndefined();
  });

  test('name only what is generated beside them', () => {
    const literals = kustomization.configMapGenerator.find(({ name }) => name === 'wandcast')?.literals ?? [];
    const keys = new Set(literals.map((literal) => literal.slice(0, literal.indexOf('='))));
    const asked = pods.flatMap((pod) => podOf(pod).containers.flatMap(({ env }) => env.flatMap(({ valueFrom }) => valueFrom?.configMapKeyRef ?? []))); // prettier-ignore
    expect(asked.length).toBeGreaterThan(3);
    for (const { name, key } of asked) expect([name, keys.has(key)]).toEqual(['wandcast', true]);
    expect(podOf(named('wandcast')).containers.map(({ image }) => image)).toEqual(kustomization.images.map(({ name }) => name)); // prettier-ignore
    for (const { files = [] } of kustomization.configMapGenerator) for (const file of files) read(file);
  });

  test('list every node for the proxy', () => {
    const [, nodes = ''] = /nodes=(.*)/.exec(kustomization.configMapGenerator.flatMap(({ literals = [] }) => literals).join('\n')) ?? []; // prettier-ignore
    const { replicas } = named('wandcast').spec as { replicas: number };
    expect(nodes.split(' ')).toEqual(Array.from({ length: replicas }, (_, n) => `wandcast-${n}.wandcast:3000`));
  });

  test('set variables that the server understands', () => {
    const { env } = podOf(named('wandcast')).containers[0] ?? { env: [] };
    const values: Record<string, string> = { NODE_NAME: 'wandcast-1', WANDCAST_HOST: 'wand.example.org' };
    for (const { name, value } of env) if (value !== undefined) values[name] = value.replace(/\$\((\w+)\)/g, (_, of: string) => values[of] ?? ''); // prettier-ignore
    const { DATABASE_PASSWORD_FILE: file, ...others } = values;
    expect(file).toBe('/run/secrets/wandcast/database-password');
    expect(() => externalDatabaseUrl({ ...values, DATABASE_URL: 'postgresql://wandcast@db/wandcast' })).toThrow(
      'ENOENT',
    );
    expect(parseOptions([], others)).toMatchObject({
      ...{
        nodeUrl: 'http://wandcast-1.wandcast:3000',
        publicUrl: 'https://wand.example.org',
        trustProxy: 'loopback, uniquelocal',
      },
    });
  });

  test('give workers a role and an address of their own', () => {
    const { env } = podOf(named('wandcast-worker')).containers[0] ?? { env: [] };
    const { ROLE, NODE_URL } = Object.fromEntries(env.map(({ name, value }) => [name, value]));
    const nodeUrl = NODE_URL?.replace('$(POD_IP)', '10.0.0.7');
    expect(parseOptions([], { ROLE, NODE_URL: nodeUrl })).toMatchObject({
      role: 'worker',
      nodeUrl: 'http://10.0.0.7:3000',
    });
  });

  test('give no container more rights than it needs, and each a limit of memory', () => {
    for (const pod of pods) {
      expect(podOf(pod).securityContext).toMatchObject({ runAsNonRoot: true });
      for (const { securityContext, resources } of podOf(pod).containers) {
        expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
        expect(securityContext['capabilities']).toMatchObject({ drop: ['ALL'] });
        expect(resources.limits['memory']).toMatch(/^\d+[MG]i$/);
      }
    }
  });
});
