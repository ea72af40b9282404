import type { DamagedModel, ModelSummary } from '@wandcast/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';

let server: TestServer;
let ada: ConsoleClient;
/** Ids by version. */
const ids = new Map<number, string>();

/** Adds copies of the starter model as the next versions. */
const addModels = `INSERT INTO models (version, kind, origin, card, manifest, weights)
  SELECT version + n, kind, 'taught', card, manifest, weights FROM models, generate_series(1, 3) AS n
  WHERE origin = 'starter' RETURNING id, version`;

beforeAll(async () => {
  server = await startTestServer();
  for (const { id, version } of await server.query<{ id: string; version: number }>(addModels)) ids.set(version, id);
});
afterAll(async () => {
  ada.socket.disconnect();
  await server.remove();
});

const versionsOf = (models: readonly (DamagedModel | ModelSummary)[]): number[] => models.map(({ version }) => version);

test('[T16] models whose rows are damaged are shown as damaged and left out of the list', async () => {
  // The active one: a byte of its weights. Another one: its card.
  await server.query(`UPDATE models SET weights = set_byte(weights, 1000, 255 - get_byte(weights, 1000)) WHERE id = $1`, [ids.get(3)]); // prettier-ignore
  await server.query(`UPDATE models SET card = card - 'trainedOn' WHERE id = $1`, [ids.get(2)]);
  await server.query('UPDATE events SET active_model_id = $1', [ids.get(3)]);
  server = await server.restart();
  ada = await openConsole(server);
  if (ada.state.damagedModels.length < 2)
    await ada.waitForMessage('damaged-models:changed', (models) => models.length === 2);

  const { socket, state } = await openConsole(server);
  socket.disconnect();
  expect(state.damagedModels).toEqual([
    { id: ids.get(3), version: 3, trainedAt: expect.any(Number) as number, part: 'weights', wasActive: true },
    { id: ids.get(2), version: 2, trainedAt: expect.any(Number) as number, part: 'card', wasActive: false },
  ]);
  expect(versionsOf(state.models)).not.toEqual(expect.arrayContaining([2]));
  expect(versionsOf(state.models)).not.toEqual(expect.arrayContaining([3]));
  expect(versionsOf(state.models)).toContain(4);
});

test('[T16] another model answers instead of a damaged one, and a damaged one cannot be activated', async () => {
  const { socket, state } = await openConsole(server);
  socket.disconnect();
  expect(state.model?.id).not.toBe(ids.get(3));
  expect(state.models.find(({ id }) => id === state.model?.id)?.origin).toBe('starter');
  const refused = (version: number): Promise<string> =>
    ada.refusal('model:activate', { modelId: ids.get(version), acceptOtherSpells: true });
  expect([await refused(2), await refused(3)]).toEqual(['model-unknown', 'model-unreadable']); // card, weights
  expect(await ada.ask('model:activate', { modelId: ids.get(4), acceptOtherSpells: true })).toMatchObject({
    version: 4,
  });
});

test('[T16] a damaged card of the active model does not keep the server from starting: the built-in model answers', async () => {
  const [active] = await server.query<{ id: string }>('SELECT active_model_id AS id FROM events');
  expect(active?.id).toBe(ids.get(4));
  await server.query(`UPDATE models SET card = card - 'trainedOn' WHERE id = $1`, [ids.get(4)]);
  server = await server.restart();
  const { socket, state } = await openConsole(server);
  socket.disconnect();
  expect(state.models.find(({ id }) => id === state.model?.id)?.origin).toBe('starter');
  expect(state.damagedModels.find(({ id }) => id === ids.get(4))).toMatchObject({ part: 'card', wasActive: true });
  expect(server.log).toContainEqual(expect.objectContaining({ model: ids.get(4), version: 4 }));
});

test('[T16] a damaged model can be discarded, a whole one cannot, and the log of the console names it', async () => {
  const client = await openConsole(server);
  const active = client.state.model?.id;
  expect(await client.refusal('model:discard', { modelId: active })).toBe('model-unknown');
  const changed = client.waitForMessage('damaged-models:changed', (models) => !versionsOf(models).includes(4));
  await client.ask('model:discard', { modelId: ids.get(4) });
  await changed;
  expect(await client.refusal('model:discard', { modelId: ids.get(4) })).toBe('model-unknown');
  client.socket.disconnect();

  server = await server.restart();
  const { socket, state } = await openConsole(server);
  socket.disconnect();
  expect(versionsOf([...state.damagedModels, ...state.models])).not.toContain(4);
  expect(state.model?.id).toBe(active);
  const entries = await server.query(`SELECT facts->'model' AS model FROM audit WHERE action = 'model:discard'`);
  expect(entries).toEqual([{ model: 4 }]);
});
