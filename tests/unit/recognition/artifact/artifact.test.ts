import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import {
  ARTIFACT_FORMAT,
  ModelError,
  loadStarter,
  packParts,
  readArtifact,
  saveArtifact,
  unpackParts,
  type Artifact,
  type ModelCard,
} from '@wandcast/recognition';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const card: ModelCard = {
  format: ARTIFACT_FORMAT,
  kind: 'cnn',
  spells: ['ember', 'tide'],
  preprocessing: PREPROCESSING_VERSION,
  threshold: 0.5,
  temperature: 1,
  trainedOn: {
    casts: 2,
    people: 1,
    simulatedCasts: 0,
    unlabelledCasts: 0,
    fingerprint: '',
    description: '2 casts of 1 person',
  },
  metrics: { accuracy: null, worstUser: null, ece: null, accuracyOnOwnPeople: 1, confusion: null },
  seed: 1,
  engine: 'wasm',
  seconds: 0.1,
};
const parts = [
  { name: 'answer', settings: { rows: 2, names: ['a', 'b'] }, weights: Uint8Array.of(1, 2, 3, 4) },
  { name: 'live', settings: {}, weights: Uint8Array.of(5, 6) },
];
const artifact: Artifact = { card, ...packParts(parts) };

function codeOf(broken: Artifact): string | undefined {
  try {
    unpackParts(broken);
    return undefined;
  } catch (error) {
    return error instanceof ModelError ? error.code : 'unnamed';
  }
}

describe('an artifact', () => {
  test('returns its parts', () => {
    expect(unpackParts(artifact)).toEqual(parts);
  });

  test('survives a database that does not keep the order of JSON keys', () => {
    const reordered = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reordered(inner)])); // prettier-ignore
    const row = JSON.parse(JSON.stringify(reordered({ card, manifest: artifact.manifest }))) as Omit<
      Artifact,
      'weights'
    >;
    expect(unpackParts({ ...row, weights: artifact.weights.slice() })).toEqual(parts);
  });

  test('of another format is rejected', () => {
    expect(codeOf({ ...artifact, card: { ...card, format: ARTIFACT_FORMAT + 1 } })).toBe('format');
  });

  test('trained with other preprocessing is rejected', () => {
    expect(codeOf({ ...artifact, card: { ...card, preprocessing: PREPROCESSING_VERSION + 1 } })).toBe('preprocessing');
  });

  test('with too few or too many bytes of weights is rejected', () => {
    expect(codeOf({ ...artifact, weights: artifact.weights.slice(1) })).toBe('damaged');
    expect(codeOf({ ...artifact, weights: Uint8Array.of(...artifact.weights, 0) })).toBe('damaged');
  });

  test('with one flipped bit is rejected', () => {
    const weights = artifact.weights.slice();
    weights[3] = 5;
    expect(codeOf({ ...artifact, weights })).toBe('damaged');
  });

  test('with an invalid manifest is rejected', () => {
    expect(codeOf({ ...artifact, manifest: {} })).toBe('damaged');
    expect(codeOf({ ...artifact, manifest: { ...artifact.manifest, parts: [1] } })).toBe('damaged');
  });
});

describe('an artifact in a folder', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wandcast-artifact-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is read back unchanged', async () => {
    await saveArtifact(artifact, path.join(folder, 'deep', 'model'));
    expect(await readArtifact(path.join(folder, 'deep', 'model'))).toEqual(artifact);
  });

  test('that does not exist is reported as absent', async () => {
    await expect(readArtifact(path.join(folder, 'none'))).rejects.toMatchObject({ name: 'ModelError', code: 'absent' });
  });

  test('with a broken description is reported as damaged', async () => {
    await saveArtifact(artifact, folder);
    for (const text of ['{', '[]', '{"card":1,"manifest":{}}']) {
      await writeFile(path.join(folder, 'model.json'), text);
      await expect(readArtifact(folder)).rejects.toMatchObject({ name: 'ModelError', code: 'damaged' });
    }
  });
});

describe('the starter model', () => {
  test('keeps the stored names of its parts and settings, which older models have too', async () => {
    const stored = unpackParts(await loadStarter()).map(({ name, settings }) => [name, Object.keys(settings).sort()]);
    expect(Object.fromEntries(stored)).toEqual({
      adapter: ['all', 'withoutRotation'],
      'answerer-0': ['odds', 'specs', 'topology', 'views'],
      'answerer-1': ['odds', 'specs', 'topology', 'views'],
      live: ['specs', 'topology'],
      'live-start': ['specs', 'topology'],
    });
  });

  test('fits this build, is small, and its card reports no recorded casts', async () => {
    const starter = await loadStarter();
    expect(unpackParts(starter).map(({ name }) => name)).toContain('live');
    expect(starter.weights.byteLength).toBeLessThan(1_000_000);
    expect(starter.card.trainedOn).toMatchObject({
      casts: 0,
      description: 'simulated casts of the glyphs',
    });
    expect(starter.card.spells).toHaveLength(6);
  });
});
