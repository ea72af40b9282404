import { FailureError } from '@wandcast/protocol';
import { loadStarter, packParts, unpackParts, type Artifact } from '@wandcast/recognition';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { packModelFile, unpackModelFile } from '../../../../apps/api/src/models/model-file.js';

/** A TensorFlow.js network with an additional setting, a part that is no network, and a nested part without weights. */
const parts = [
  {
    name: 'answer',
    settings: { topology: { class_name: 'Sequential' }, specs: [{ name: 'w', shape: [2] }], ours: 3 },
    weights: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]),
  },
  { name: 'head', settings: { kernels: [1, 2] }, weights: new Uint8Array([9, 9, 9, 9]) },
  { name: 'rocket/kernels-0', settings: { views: ['path'] }, weights: new Uint8Array() },
];
let artifact: Artifact;
let files: Record<string, Uint8Array>;
beforeAll(async () => {
  artifact = { card: (await loadStarter()).card, ...packParts(parts) };
  files = unzipSync(packModelFile(artifact));
});

const packed = (change: Record<string, Uint8Array>) => zipSync({ ...files, ...change });

function refusal(bytes: Uint8Array): string {
  try {
    unpackModelFile(bytes);
    return 'read';
  } catch (error) {
    return error instanceof FailureError && error.code === 'model-unreadable' ? (error.detail ?? '') : String(error);
  }
}

test('unpacks what was packed, also if another tool zipped it', () => {
  for (const bytes of [packModelFile(artifact), packed({})]) {
    const read = unpackModelFile(bytes);
    expect(read.card).toEqual(artifact.card);
    expect(unpackParts(read)).toEqual(parts);
  }
});

test('keeps what a model was tested on', () => {
  const dataset = { id: '00000000-0000-4000-8000-000000000000', name: 'Friday', at: 1, casts: 9 };
  const testedOn = { ...dataset, tested: 8, people: 3, peopleInTraining: 1 };
  const read = unpackModelFile(packModelFile({ ...artifact, card: { ...artifact.card, testedOn } }));
  expect(read.card.testedOn).toEqual(testedOn);
});

test('stores a network as a folder that TensorFlow.js can read', () => {
  expect(Object.keys(files)).toEqual([
    'card.json',
    ...['answer/model.json', 'answer/weights.bin', 'head/part.json', 'head/weights.bin', 'rocket/kernels-0/part.json'],
  ]);
  expect(JSON.parse(strFromU8(files['answer/model.json'] ?? new Uint8Array()))).toMatchObject({
    format: 'layers-model',
    modelTopology: { class_name: 'Sequential' },
    weightsManifest: [{ paths: ['weights.bin'], weights: [{ name: 'w' }] }],
  });
});

test('rejects invalid files with a detail that names the problem', () => {
  const card = JSON.parse(strFromU8(files['card.json'] ?? new Uint8Array())) as { card: object; parts: object[] };
  const withCard = (change: object, more: object = {}) =>
    packed({ 'card.json': strToU8(JSON.stringify({ ...card, ...more, card: { ...card.card, ...change } })) });
  expect(refusal(strToU8('PK, but no zip'))).toBe('it is not a zip');
  expect(refusal(zipSync({ 'a.txt': strToU8('a') }))).toBe('card.json is missing');
  expect(refusal(packed({ 'card.json': strToU8('{') }))).toBe('card.json is not JSON');
  expect(refusal(withCard({ format: 1 }))).toContain('format');
  expect(refusal(withCard({ kind: 'oracle' }))).toContain('kind');
  expect(refusal(withCard({ spells: ['tide', 'tide'] }))).toContain('twice');
  expect(refusal(withCard({ threshold: 2 }))).toContain('threshold');
  for (const name of ['../up', 'a/../up', '/a', 'a/', 'a/b/c'])
    expect(refusal(withCard({}, { parts: [{ name, sha256: 'x'.repeat(64) }] }))).toContain('parts');
  expect(refusal(packed({ 'head/weights.bin': new Uint8Array([9, 9, 9, 8]) }))).toContain('differ');
  expect(refusal(zipSync({ ...files, 'head/weights.bin': new Uint8Array() }))).toContain('missing');
  expect(refusal(packed({ '../escape': new Uint8Array(1) }))).toContain('is not part of a model file');
  expect(refusal(zipSync({ big: new Uint8Array(40_000_000) }))).toContain('unpacks to more');
});
