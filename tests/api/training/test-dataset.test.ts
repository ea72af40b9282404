import { starterSpellbook } from '@wandcast/gesture';
import type { CastId, Dataset, ModelReport, ModelSummary, TrainingProgress } from '@wandcast/protocol';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { routesOf } from '../../support/cast-files.js';
import { castAll, casts, openConsole, openRoom } from '../../support/console-client.js';

const room = openRoom();
const glyphOf = (id: string): string => starterSpellbook.find((spell) => spell.id === id)?.glyph ?? '';

let [ember, tide]: CastId[][] = [];
/** Two people and one cast of a third with ember, one person with tide. */
let held: CastId[];
let friday: Dataset;

/** Sixteen casts of a spell by four people who teach nothing else, person by person. */
async function teach(spell: string, seed: number): Promise<CastId[]> {
  const stored = await castAll(room.server, casts(glyphOf(spell), 4, 4, seed), { intent: 'teach', spell });
  const rows = await room.server.query<{ id: CastId }>(
    `SELECT id FROM casts WHERE id = ANY('{${stored.map(({ castId }) => castId).join()}}'::uuid[])
     ORDER BY participant_id, id`,
  );
  return rows.map(({ id }) => id);
}
const save = (name: string, castIds: readonly CastId[]): Promise<Dataset> =>
  room.client.ask('dataset:save', { name, note: '', selection: { by: 'casts', castIds } });

/** Trains and returns the model. */
async function train(datasets: object): Promise<ModelSummary> {
  const { id } = await room.client.ask<TrainingProgress>('model:train', { kind: 'rocket', ...datasets });
  const { outcome, modelId } = await room.client.trainingEnd(id);
  expect(outcome).toBe('done');
  const after = await openConsole(room.server);
  after.socket.disconnect();
  return after.state.models.find((one) => one.id === modelId) ?? raise();
}
/** Code and detail of the refusal. */
const refusal = (testDatasetId: string, datasetId: string | null = null): Promise<unknown> =>
  room.client.ask('model:train', { kind: 'rocket', datasetId, testDatasetId }).then(
    () => 'answered',
    (error: unknown) => (error as Error).message,
  );
const sum = (confusion: ModelSummary['confusion']): number =>
  (confusion ?? []).flat().reduce((all, one) => all + one, 0);

beforeAll(async () => {
  // Without glyphs nothing is simulated, and only what was taught is learned.
  for (const { id } of room.client.state.spells) await room.client.ask('spell:draw', { spellId: id, glyph: null });
  [ember, tide] = [await teach('ember', 1), await teach('tide', 2)];
  held = [...ember.slice(0, 9), ...tide.slice(0, 4)];
  friday = await save('Friday', held);
});

describe('[T15] a training with a test dataset', () => {
  let model: ModelSummary;

  test('learns the other casts, and its figures are those of the dataset', async () => {
    model = await train({ testDatasetId: friday.id });
    expect(model).toMatchObject({
      ...{ casts: 19, people: 5, spells: ['ember', 'tide'], dataset: null },
      testedOn: { id: friday.id, name: 'Friday', at: friday.at, casts: 13, tested: 13, people: 4, peopleInTraining: 1 },
    });
    expect(sum(model.confusion)).toBe(13);
    expect(model.confusion?.map((row) => sum([row]))).toEqual([9, 4]);
    expect(model.baselines?.nearest).toBeGreaterThan(0.5);
    const report = await room.client.ask<ModelReport>('model:inspect', { modelId: model.id });
    expect(report.judged.map(({ castId }) => castId).sort()).toEqual([...held].sort());
    expect(report.people.map((person) => person.casts)).toEqual([4, 4, 4, 1]);
    const right = report.judged.filter(({ meant, recognized }) => meant === recognized).length;
    expect(model.accuracy).toBeCloseTo(right / 13);
  });

  test('learns exactly what a training on the other casts learns', async () => {
    const rest = await save(
      'Rest',
      [...(ember ?? []), ...(tide ?? [])].filter((id) => !held.includes(id)),
    );
    const { fingerprint, testedOn } = await train({ datasetId: rest.id });
    expect(fingerprint).toBe(model.fingerprint);
    expect(testedOn).toBeNull();
    const both = await train({ datasetId: rest.id, testDatasetId: friday.id });
    expect(both).toMatchObject({ fingerprint, dataset: { name: 'Rest' }, testedOn: { name: 'Friday' } });
    expect(both.accuracy).toBe(model.accuracy);
  });

  test('says what it was tested on in its file, too', async () => {
    const file = await routesOf(room.server).get(`/api/models/${model.id}`);
    const sent = await fetch(`${room.server.url}/api/models`, {
      method: 'POST',
      headers: { authorization: `Bearer ${room.server.owner}` },
      body: await file.arrayBuffer(),
    });
    expect(await sent.json()).toMatchObject({ testedOn: model.testedOn, accuracy: model.accuracy });
  });

  test('is refused if the dataset lacks a spell of the training, which it names', async () => {
    const oneSpell = await save('One spell', ember ?? []);
    expect(await refusal(oneSpell.id)).toBe('test-lacks-spells Tide');
  });

  test('is refused if too little is left to learn from, and names the spells', async () => {
    const mostTide = await save('Most of tide', [...(tide ?? []).slice(2), ...(ember ?? []).slice(0, 2)]);
    expect(await refusal(mostTide.id)).toBe('test-leaves-too-few Tide');
    const everything = await save('Everything', [...(ember ?? []), ...(tide ?? [])]);
    expect(await refusal(everything.id)).toBe('test-leaves-too-few Ember, Tide');
    expect(await refusal(friday.id, friday.id)).toBe('test-leaves-too-few Ember, Tide');
  });

  test('is refused with an unknown dataset', async () => {
    expect(await refusal(v7())).toMatch(/^dataset-unknown/);
    expect(await refusal('x')).toMatch(/^invalid-message/);
  });

  test('does not learn a part of a test cast, which repeats its movement', async () => {
    const [castId] = held;
    const [cast] = await room.server.query<{ ms: number }>('SELECT duration_ms AS ms FROM casts WHERE id = $1', [
      castId,
    ]);
    await room.client.ask('cast:trim', { castId, fromMs: 0, untilMs: Math.round(0.9 * (cast?.ms ?? 0)) });
    const trimmed = await train({ testDatasetId: friday.id });
    expect(trimmed.fingerprint).toBe(model.fingerprint);
    expect(trimmed.testedOn).toMatchObject({ casts: 13, tested: 12 });
  });

  test('is in the activity with the name of the dataset', async () => {
    const [entry] = await room.server.query<{ facts: object }>(
      "SELECT facts FROM audit WHERE action = 'model:train' AND facts ? 'testDataset' ORDER BY id DESC LIMIT 1",
    );
    expect(entry?.facts).toMatchObject({ testDataset: 'Friday' });
  });

  test('is refused with a dataset of another event', async () => {
    const { event, books } = room.client.state;
    await room.client.ask('event:begin', { after: event.code, title: 'Saturday', bookId: books.current });
    expect(await refusal(friday.id)).toMatch(/^dataset-unknown/);
  });
});

function raise(): never {
  throw new Error('the model is not listed');
}
