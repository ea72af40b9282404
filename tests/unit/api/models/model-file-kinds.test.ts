import { starterSpellbook } from '@wandcast/gesture';
import {
  Predictor,
  loadStarter,
  recognizerKinds,
  trainInProcess,
  type Artifact,
  type LabeledCast,
} from '@wandcast/recognition';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packModelFile, unpackModelFile } from '../../../../apps/api/src/models/model-file.js';
import { casts } from '../../../support/console-client.js';

const spells = ['ember', 'tide'];
const taught: LabeledCast[] = spells.flatMap((label, i) => {
  const glyph = starterSpellbook.find(({ id }) => id === label)?.glyph ?? '';
  return casts(glyph, 3, 2, i).flatMap((own, person) => own.map((signal) => ({ signal, label, user: `${person}` })));
});
const signals = casts('M10 10 L90 90', 2, 2, 9).flat();

let predictor: Predictor;
beforeAll(async () => {
  predictor = await Predictor.start({ engine: 'auto' });
});
afterAll(() => predictor.stop());

async function predictionsOf(artifact: Artifact): Promise<number[][][]> {
  await predictor.load(artifact);
  return [await predictor.predict(signals, 'whole'), await predictor.predict(signals, 'live')];
}

async function expectSamePredictions(artifact: Artifact): Promise<void> {
  const read = unpackModelFile(packModelFile(artifact));
  expect(read.card).toEqual(artifact.card);
  expect(await predictionsOf(read)).toEqual(await predictionsOf(artifact));
}

test.each(recognizerKinds)('a trained %s predicts the same after export and import', async (kind) => {
  const options = { kind, spells, seed: 1, effort: 0.05, engine: 'auto' } as const;
  const { artifact } = await trainInProcess({ casts: taught }, options);
  expect(artifact.card.kind).toBe(kind);
  await expectSamePredictions(artifact);
});

test('the starter model predicts the same after export and import', async () => {
  await expectSamePredictions(await loadStarter());
});
