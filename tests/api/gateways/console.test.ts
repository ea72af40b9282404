import type { Answer, ConsoleState, EventInfo, Spell } from '@wandcast/protocol';
import { consoleMessages } from '@wandcast/protocol/messages';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import {
  connect,
  connectWand,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

let server: TestServer;
let client: Socket;
let state: ConsoleState;
beforeAll(async () => {
  server = await startTestServer();
  client = connect(server, '/console', { token: server.owner });
  state = await nextMessage<ConsoleState>(client, 'console:welcomed');
});
afterAll(async () => {
  client.disconnect();
  await server.remove();
});

test('the welcome contains the state that a console shows', () => {
  expect(state.event).toMatchObject({ code: server.code, locked: false, view: 'lobby' });
  expect(state.spells.map(({ id }) => id)).toEqual(['ember', 'tide', 'gale', 'bloom', 'spark', 'veil']);
  expect(state.model).toMatchObject({ version: 1, accuracy: null });
  expect(state.model?.trainedOn).toContain('simulated');
  expect(state.models).toMatchObject([{ version: 1, origin: 'starter', casts: 0, worst: null, baselines: null }]);
  expect(state.readiness.map(({ state: how }) => how)).toEqual(state.spells.map(() => 'glyph'));
  expect(state).toMatchObject({ training: null, removed: [], learning: true });
  expect(state.stageUrl).toBe(server.links.stage);
});

test('a change by a console is sent to every page and stored', async () => {
  const wand = connectWand(server);
  const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
  await Promise.all([nextMessage(wand, 'wand:welcomed'), nextMessage(stage, 'stage:welcomed')]);
  const told = [wand, stage, client].map((page) => nextMessage<EventInfo>(page, 'event:changed'));
  const answer = (await client.emitWithAck('stage:show', { view: 'live' })) as Answer<EventInfo>;
  expect(answer).toMatchObject({ ok: true, value: { view: 'live' } });
  expect((await Promise.all(told)).map(({ view }) => view)).toEqual(['live', 'live', 'live']);
  wand.disconnect();
  stage.disconnect();
  expect(await server.query('SELECT view FROM events')).toEqual([{ view: 'live' }]);
});

describe('console messages', () => {
  const names = Object.keys(consoleMessages);
  const pages: [string, () => Socket][] = [
    ['wand', () => connectWand(server)],
    ['stage', () => connect(server, '/stage', { token: tokenOf(server.links.stage) })],
  ];
  test.each(pages)('[H6] are unknown to a %s', async (role, open) => {
    const page = open();
    await nextMessage(page, `${role}:welcomed`);
    // every page reads the clock
    for (const name of names.filter((one) => one !== 'clock:read'))
      expect(await page.emitWithAck(name, {})).toMatchObject({ ok: false, failure: { code: 'unknown-message' } });
    page.disconnect();
  });

  test.each(names)('[M3] %s with an unknown field, or without fields, is refused as invalid', async (name) => {
    const own = connect(server, '/console', { token: server.owner }); // many refusals close a connection
    await nextMessage(own, 'console:welcomed');
    for (const bad of [{ surprise: 1 }, null, 'x'])
      expect(await own.emitWithAck(name, bad)).toMatchObject({ ok: false, failure: { code: 'invalid-message' } });
    own.disconnect();
  });
});

describe('a spell', () => {
  const spell = { name: 'Frost Fern', hue: 'veil', glyph: 'M10 10 L90 90' };
  test('can be added once, and taught immediately', async () => {
    const added = (await client.emitWithAck('spell:create', spell)) as Answer<Spell>;
    const again = (await client.emitWithAck('spell:create', { ...spell, name: 'frost fern' })) as Answer<Spell>;
    expect(added).toMatchObject({ ok: true, value: { id: 'frost-fern' } });
    expect(again).toMatchObject({ ok: false, failure: { code: 'spell-exists' } });
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const { replay } = castMessages(circle(), { intent: 'teach', spell: 'frost-fern' });
    expect(await wand.emitWithAck('cast:replay', replay)).toMatchObject({ ok: true });
    wand.disconnect();
  });

  test.each([
    ['a glyph that is not a path', { ...spell, name: 'A', glyph: 'not a path' }, 'glyph-unreadable'],
    ['a name without a letter', { ...spell, name: '!!!' }, 'name-unusable'],
    ['an unknown hue', { ...spell, name: 'B', hue: 'mauve' }, 'invalid-message'],
  ])('with %s is refused', async (_what, bad, code) => {
    expect(await client.emitWithAck('spell:create', bad)).toMatchObject({ ok: false, failure: { code } });
  });
});
