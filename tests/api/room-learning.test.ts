import { starterSpellbook } from '@wandcast/gesture';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../harness.js';
import { castAll, casts, openDesk, type Desk } from './console-desk.js';

/** A room's casts are learnt from 20 s after the last model at the earliest. */
const PATIENCE = 180_000;

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openDesk(server);
});
afterAll(async () => {
  desk.socket.disconnect();
  await server.remove();
});

test(
  '[T2] glyph spells learn from what the room casts, by themselves, once that is allowed',
  { timeout: PATIENCE },
  async () => {
    const [ember, tide, ...others] = starterSpellbook;
    await desk.ask('room:learn', { learning: false });
    const drawn = desk.hears('training:ended', ({ origin, outcome }) => origin === 'glyphs' && outcome === 'done');
    for (const { id } of others) await desk.ask('spell:remove', { spellId: id });
    await drawn;

    for (const spell of [ember, tide]) await castAll(server, casts(spell?.glyph ?? '', 8, 4, 61));
    const before = await openDesk(server);
    before.socket.disconnect();
    expect(before.state).toMatchObject({ training: null, models: [{ origin: 'glyphs', unlabelledCasts: 0 }, {}] });

    const begun = desk.hears('training:progressed', (training) => training?.origin === 'room');
    const ended = desk.hears('training:ended', ({ origin }) => origin === 'room');
    await desk.ask('room:learn', { learning: true });
    expect(await begun).toMatchObject({ kind: 'auto', firstModelId: null });
    const { outcome, modelId } = await ended;
    expect(outcome).toBe('done');

    const after = await openDesk(server);
    after.socket.disconnect();
    const [model] = after.state.models;
    expect(model).toMatchObject({ id: modelId, origin: 'room', casts: 0, accuracy: null, spells: ['ember', 'tide'] });
    expect(model?.unlabelledCasts).toBeGreaterThan(30); // of 64: those it was sure of
    expect(after.state.model?.id).toBe(modelId);
    const stored = await castAll(server, casts(tide?.glyph ?? '', 4, 2, 62));
    expect(stored.filter(({ recognition }) => recognition?.spell === 'tide').length).toBeGreaterThan(6);
  },
);
