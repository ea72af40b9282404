import { starterSpellbook } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { castAll, casts, openConsole, openRoom } from '../../support/console-client.js';

const room = openRoom();

test('[T2] glyph spells are retrained automatically on the room’s casts once that is enabled', async () => {
  const [ember, tide, ...others] = starterSpellbook;
  await room.client.ask('room:learn', { learning: false });
  for (const { id } of others) await room.client.ask('spell:remove', { spellId: id });
  const isDrawn = async (): Promise<boolean> => {
    const { socket, state } = await openConsole(room.server);
    socket.disconnect();
    return state.training === null && state.model?.spells.length === 2;
  };
  await expect.poll(isDrawn).toBe(true); // each removal starts a training

  for (const spell of [ember, tide]) await castAll(room.server, casts(spell?.glyph ?? '', 8, 4, 61));
  const before = await openConsole(room.server);
  before.socket.disconnect();
  expect(before.state.training).toBeNull();
  expect(before.state.models[0]).toMatchObject({ origin: 'glyphs', unlabelledCasts: 0 });

  const begun = room.client.waitForMessage('training:progressed', (training) => training?.origin === 'room');
  const ended = room.client.waitForMessage('training:ended', ({ origin }) => origin === 'room');
  await room.client.ask('room:learn', { learning: true });
  expect(await begun).toMatchObject({ kind: 'auto', firstModelId: null });
  const { outcome, modelId } = await ended;
  expect(outcome).toBe('done');

  const after = await openConsole(room.server);
  after.socket.disconnect();
  const [model] = after.state.models;
  expect(model).toMatchObject({ id: modelId, origin: 'room', casts: 0, accuracy: null, spells: ['ember', 'tide'] });
  expect(model?.unlabelledCasts).toBeGreaterThan(30); // the confident ones of 64
  expect(after.state.model?.id).toBe(modelId);
  const stored = await castAll(room.server, casts(tide?.glyph ?? '', 4, 2, 62));
  expect(stored.filter(({ recognition }) => recognition?.spell === 'tide').length).toBeGreaterThan(6);
});
