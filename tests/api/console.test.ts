import type { Answer, ConsoleState, EventInfo, ModelInfo, Spell, TrainingProgress } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages, circle } from '../cast-message.js';
import { connect, connectWand, heard, startTestServer, tokenOf, type TestServer } from '../harness.js';

let server: TestServer;
let desk: Socket;
let state: ConsoleState;
beforeAll(async () => {
  server = await startTestServer();
  desk = connect(server, '/console', { token: tokenOf(server.links.console) });
  state = await heard<ConsoleState>(desk, 'console:welcomed');
});
afterAll(async () => {
  desk.disconnect();
  await server.remove();
});

test('a console is welcomed with all it needs', () => {
  expect(state.event).toMatchObject({ code: server.code, locked: false, view: 'lobby' });
  expect(state.spells.map(({ id }) => id)).toEqual(['ember', 'tide', 'gale', 'bloom', 'spark', 'veil']);
  expect(state.model).toMatchObject({ version: 1, kind: 'cnn', accuracy: null });
  expect(state.model?.trainedOn).toContain('simulated');
  expect(state.stageUrl).toBe(server.links.stage);
});

test('what a console changes is told to every page at once, and is there after a restart', async () => {
  const wand = connectWand(server);
  const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
  await Promise.all([heard(wand, 'wand:welcomed'), heard(stage, 'stage:welcomed')]);
  const told = [wand, stage, desk].map((page) => heard<EventInfo>(page, 'event:changed'));
  const answer = (await desk.emitWithAck('stage:show', { view: 'live' })) as Answer<EventInfo>;
  expect(answer).toMatchObject({ ok: true, value: { view: 'live' } });
  expect((await Promise.all(told)).map(({ view }) => view)).toEqual(['live', 'live', 'live']);
  wand.disconnect();
  stage.disconnect();
  expect(await server.query('SELECT view FROM events')).toEqual([{ view: 'live' }]);
});

describe('a spell', () => {
  const spell = { name: 'Frost Fern', hue: 'veil', glyph: 'M10 10 L90 90' };
  test('can be added, once, and can be cast at once', async () => {
    const added = (await desk.emitWithAck('spell:create', spell)) as Answer<Spell>;
    const again = (await desk.emitWithAck('spell:create', { ...spell, name: 'frost fern' })) as Answer<Spell>;
    expect(added).toMatchObject({ ok: true, value: { id: 'frost-fern' } });
    expect(again).toMatchObject({ ok: false, failure: { code: 'spell-exists' } });
    const wand = connectWand(server);
    await heard(wand, 'wand:welcomed');
    const { replay } = castMessages(circle(), { intent: 'teach', spell: 'frost-fern' });
    expect(await wand.emitWithAck('cast:replay', replay)).toMatchObject({ ok: true });
    wand.disconnect();
  });

  test.each([
    ['a glyph that is no path', { ...spell, name: 'A', glyph: 'not a path' }],
    ['a name without a letter', { ...spell, name: '!!!' }],
    ['a hue that is not ours', { ...spell, name: 'B', hue: 'mauve' }],
  ])('with %s is refused', async (_what, bad) => {
    expect(await desk.emitWithAck('spell:create', bad)).toMatchObject({
      ok: false,
      failure: { code: 'invalid-message' },
    });
  });
});

describe('training', () => {
  test('with too little to learn from says what is missing', async () => {
    const answer = (await desk.emitWithAck('model:train', { kind: 'cnn' })) as Answer<ModelInfo>;
    expect(answer).toMatchObject({ ok: false, failure: { code: 'training-needs-data' } });
  });

  test('tells how far it is, is done by one at a time, and puts the model live on every page', async () => {
    const wand = connectWand(server);
    await heard(wand, 'wand:welcomed');
    for (const [spell, turns] of [
      ['ember', 5],
      ['tide', -9],
    ] as const)
      for (let i = 0; i < 6; i++) {
        const samples = circle(80 + i).map(({ t }) => ({
          t,
          linear: [6 * Math.cos(t / (20 * turns)), 6 * Math.sin(t / (20 * turns)), i / 10] as const,
        }));
        await wand.emitWithAck('cast:replay', castMessages(samples, { intent: 'teach', spell }).replay);
      }
    const progress: TrainingProgress[] = [];
    const ended = new Promise<void>((resolve) => {
      desk.on('training:progressed', (one: TrainingProgress | null) => {
        if (one === null) resolve();
        else progress.push(one);
      });
    });
    const live = heard<ModelInfo>(wand, 'model:changed');
    const training = desk.timeout(120_000).emitWithAck('model:train', { kind: 'cnn' }) as Promise<Answer<ModelInfo>>;
    await heard(desk, 'training:progressed');
    const second = (await desk.emitWithAck('model:train', { kind: 'cnn' })) as Answer<ModelInfo>;
    const late = connect(server, '/console', { token: tokenOf(server.links.console) });
    const lateState = await heard<ConsoleState>(late, 'console:welcomed');
    late.disconnect();
    const first = await training;
    await ended;
    expect(lateState.training).not.toBeNull();
    expect(second).toMatchObject({ ok: false, failure: { code: 'training-busy' } });
    expect(first).toMatchObject({ ok: true, value: { version: 2, spells: ['ember', 'tide'] } });
    expect(await live).toMatchObject({ version: 2 });
    expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).sort((a, b) => a - b));
    expect(progress.length).toBeGreaterThan(3);
    const cast = (await wand.emitWithAck('cast:replay', castMessages().replay)) as unknown;
    expect(cast).toMatchObject({ ok: true, value: { recognition: { modelId: first.ok ? first.value.id : '' } } });
    wand.disconnect();
  }, 180_000);

  test('can be taken back: an earlier model is made live again', async () => {
    const answer = (await desk.emitWithAck('model:activate', { modelId: state.model?.id })) as Answer<ModelInfo>;
    expect(answer).toMatchObject({ ok: true, value: { version: 1 } });
    const health = (await (await fetch(`${server.url}/health`)).json()) as { model: { version: number } };
    expect(health.model.version).toBe(1);
  });

  test('a model that is not there is refused', async () => {
    const modelId = '00000000-0000-4000-8000-000000000000';
    expect(await desk.emitWithAck('model:activate', { modelId })).toMatchObject({
      ok: false,
      failure: { code: 'invalid-message' },
    });
  });
});
