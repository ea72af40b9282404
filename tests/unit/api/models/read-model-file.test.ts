import { FailureError } from '@wandcast/protocol';
import { loadStarter, type Artifact } from '@wandcast/recognition';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { packModelFile } from '../../../../apps/api/src/models/model-file.js';
import { readModelFile } from '../../../../apps/api/src/models/read-model-file.js';

let starter: Artifact;
let bytes: Uint8Array;
beforeAll(async () => {
  starter = await loadStarter();
  bytes = packModelFile(starter);
});

const refusal = async (file: Uint8Array): Promise<string> => {
  try {
    await readModelFile(file);
    return 'read';
  } catch (error) {
    return error instanceof FailureError && error.code === 'model-unreadable' ? (error.detail ?? '') : String(error);
  }
};
const withCard = (text: string): Uint8Array => zipSync({ ...unzipSync(bytes), 'card.json': strToU8(text) });

test('reads a model in a worker', async () => {
  const { card, weights } = await readModelFile(bytes);
  expect(card).toEqual(starter.card);
  expect(Buffer.from(weights).equals(Buffer.from(starter.weights))).toBe(true);
});

test('passes on what is wrong with a file', async () => {
  expect(await refusal(strToU8('no zip'))).toBe('it is not a zip');
});

test('refuses small files that unpack to a lot of work', async () => {
  expect(await refusal(withCard(`[${'[],'.repeat(8_000_000)}[]]`))).toMatch(/card.json is larger than/);
  const deep = '['.repeat(1_000_000);
  expect(await refusal(withCard(`{"card":${deep}${deep.replaceAll('[', ']')}}`))).not.toBe('read');
});
