import { starterSpellbook } from '@wandcast/gesture';
import type { CastId, Dataset, TrainingProgress } from '@wandcast/protocol';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { routesOf, type Routes } from '../../support/cast-files.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

const glyphs = new Map(starterSpellbook.map(({ id, glyph }) => [id as string, glyph]));
let server: TestServer;
let [client, other]: ConsoleClient[] = [];
let routes: Routes;
let ember: CastId[];
let tide: CastId[];

beforeAll(async () => {
  server = await startTestServer();
  [client, other] = [await openConsole(server), await openConsole(server)];
  routes = routesOf(server);
  const teach = async (spell: string, seed: number): Promise<CastId[]> =>
    (await castAll(server, casts(glyphs.get(spell) ?? '', 3, 4, seed), { intent: 'teach', spell })).map(
      ({ castId }) => castId,
    );
  [ember, tide] = [await teach('ember', 1), await teach('tide', 2)];
});
afterAll(async () => {
  client?.socket.disconnect();
  other?.socket.disconnect();
  await server.remove();
});

const at = (): ConsoleClient => client ?? raise();
let saved = 0;
const save = (selection: object, name = `Talk ${++saved}`, note = ''): Promise<Dataset> =>
  at().ask('dataset:save', { name, note, selection });

describe('[F6] a dataset', () => {
  test('keeps its casts and their spells, and counts the changes since it was saved', async () => {
    const changed = (other ?? raise()).waitForMessage('datasets:changed');
    const saved = await save({ by: 'taught' }, 'Friday', 'before the break');
    expect(saved).toMatchObject({
      ...{ name: 'Friday', note: 'before the break', casts: 24, people: 6, spells: 2, discarded: 0 },
      since: { discarded: 0, relabeled: 0, deleted: 0 },
    });
    expect(await changed).toEqual([saved]);
    const late = await openConsole(server);
    late.socket.disconnect();
    expect(late.state.datasets).toEqual([saved]);

    const counted = (other ?? raise()).waitForMessage('datasets:changed', ([one]) => one?.since.discarded === 2);
    await at().ask('casts:label', {
      labels: [
        { castId: ember[0], kind: 'discard' },
        { castId: ember[1], kind: 'discard' },
        { castId: ember[2], kind: 'spell', spell: 'gale' },
      ],
    });
    await counted;
    await server.query('DELETE FROM casts WHERE id = $1', [tide[0]]); // as when a participant deletes it
    const [now] = await at().ask<Dataset[]>('dataset:list', {});
    expect(now).toMatchObject({ casts: 24, since: { discarded: 2, relabeled: 1, deleted: 1 } });
    const text = await (await routes.get(`/api/casts.ndjson?dataset=${saved.id}`)).text();
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
    expect(lines).toHaveLength(23);
    expect(lines.find(({ id }) => id === ember[0])).toMatchObject({ label: 'Ember', discarded: true });
    expect(lines.find(({ id }) => id === ember[2])).toMatchObject({ label: 'Ember', said: 'Ember' });
    expect((await routes.get(`/api/casts.ndjson?dataset=${v7()}`)).status).toBe(404);
  });

  test('can be saved from chosen casts or a filter, and is rejected without casts', async () => {
    expect(await save({ by: 'casts', castIds: [ember[0], ember[3], v7()] })).toMatchObject({ casts: 2, discarded: 1, spells: 1 }); // prettier-ignore
    const facts = { by: 'facts', spells: ['tide'], people: null, from: null, until: null };
    expect(await save(facts)).toMatchObject({ casts: 11, people: 3 });
    const [person] = await server.query<{ id: string }>('SELECT participant_id AS id FROM casts WHERE id = $1', [ember[4]]); // prettier-ignore
    expect(await save({ ...facts, spells: null, people: [person?.id] })).toMatchObject({ casts: 4, people: 1 });
    expect(await save({ ...facts, from: 1_600_000_000_000, until: null })).toMatchObject({ casts: 11 });
    const refusal = (selection: object) => at().refusal('dataset:save', { name: 'x', note: '', selection });
    expect(await refusal({ ...facts, until: 1_600_000_000_000 })).toBe('dataset-empty');
    const again = { name: ' FRIDAY ', note: '', selection: facts };
    expect(await at().refusal('dataset:save', again)).toBe('dataset-exists');
    expect(await refusal({ by: 'casts', castIds: [] })).toBe('invalid-message');
    expect(await refusal({ by: 'all' })).toBe('invalid-message');
  });

  test('can be removed and restored', async () => {
    const before = await at().ask<Dataset[]>('dataset:list', {});
    const datasetId = before[0]?.id ?? '';
    await at().ask('dataset:remove', { datasetId });
    expect(await at().ask<Dataset[]>('dataset:list', {})).toEqual(before.slice(1));
    await at().ask('dataset:restore', { datasetId });
    expect(await at().ask<Dataset[]>('dataset:list', {})).toEqual(before);
    expect(await at().refusal('dataset:remove', { datasetId: v7() })).toBe('dataset-unknown');
  });

  test('can be trained on with its saved labels, and the model card names it', async () => {
    const [friday] = (await at().ask<Dataset[]>('dataset:list', {})).filter(({ name }) => name === 'Friday');
    const { id } = await at().ask<TrainingProgress>('model:train', { kind: 'rocket', datasetId: friday?.id });
    const { outcome, modelId } = await at().trainingEnd(id);
    expect(outcome).toBe('done');
    const after = await openConsole(server);
    after.socket.disconnect();
    const model = after.state.models.find((one) => one.id === modelId);
    expect(model).toMatchObject({
      casts: 23, // one was deleted; later discards and labels do not change the dataset
      spells: ['ember', 'tide'],
      dataset: { id: friday?.id ?? '', name: 'Friday', at: friday?.at ?? 0, casts: 24 },
    });
    const file = await routes.get(`/api/models/${model?.id ?? ''}`);
    const sent = await fetch(`${server.url}/api/models`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.owner}` },
      body: await file.arrayBuffer(),
    });
    expect(await sent.json()).toMatchObject({ dataset: { name: 'Friday' } });
  });

  test('is rejected for training with a failure code if it has too little data or does not exist', async () => {
    const few = await save({ by: 'casts', castIds: tide.slice(1, 3) }, 'One spell');
    const refusal = (datasetId: string) => at().refusal('model:train', { kind: 'auto', datasetId });
    expect(await refusal(few.id)).toBe('dataset-needs-data');
    expect(await refusal(v7())).toBe('dataset-unknown');
    expect(await refusal('x')).toBe('invalid-message');
  });
});

function raise(): never {
  throw new Error('no console is open');
}
