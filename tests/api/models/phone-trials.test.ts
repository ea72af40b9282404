import { samplesOf, starterSpellbook } from '@wandcast/gesture';
import { channelsOf, packSamples, wordsToBytes, type Answer, type PhoneTrialAnswer } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casts, openConsole, type ConsoleClient } from '../../support/console-client.js';
import {
  becomeMember,
  connect,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

const TRIAL = 'trial-of-one-console';
let server: TestServer;
let node: TestServer;
let [here, there]: ConsoleClient[] = [];
let phone: Socket;
beforeAll(async () => {
  server = await startTestServer();
  node = await startTestServer({ databaseUrl: server.databaseUrl });
  [here, there] = [await openConsole(server), await openConsole(node)];
  phone = connect(server, '/preflight', { token: tokenOf(here.state.preflightUrl) });
  await nextMessage(phone, 'preflight:welcomed');
});
afterAll(async () => {
  for (const socket of [phone, here?.socket, there?.socket]) socket?.disconnect();
  await node.remove();
  await server.remove();
});

function tide(): { channels: number; count: number; samples: Uint8Array } {
  const glyph = starterSpellbook.find(({ id }) => id === 'tide')?.glyph ?? '';
  const signal = casts(glyph, 1, 1, 8)[0]?.[0];
  const samples = signal === undefined ? [] : samplesOf(signal);
  const { channels, count, words } = packSamples(samples, channelsOf(samples[0] ?? { t: 0 }));
  return { channels, count, samples: wordsToBytes(words) };
}
const cast = (socket: Socket, trialId = TRIAL) =>
  socket.emitWithAck('trial:cast', { trialId, ...tide() }) as Promise<Answer<PhoneTrialAnswer>>;
const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'answered' : answer.failure.code);

describe('[T14] a model tried with a phone', () => {
  test('predicts the phone’s cast for the phone and for the consoles of every node, and stores nothing', async () => {
    const model = here?.state.models[0];
    expect(codeOf(await cast(phone))).toBe('trial-over'); // no console has opened it
    const heard = [here, there].flatMap((one) => one?.waitForMessage('trial:predicted') ?? []);
    await there?.ask('trial:open', { trialId: TRIAL, modelId: model?.id }); // on another node than the phone
    await expect.poll(async () => codeOf(await cast(phone)), { timeout: 10_000 }).toBe('answered');
    const answer = await cast(phone);
    if (!answer.ok) throw new Error(answer.failure.code);
    expect(answer.value).toMatchObject({ version: model?.version, spell: 'Tide', isRecognized: true });
    for (const prediction of await Promise.all(heard)) {
      expect(prediction).toMatchObject({ trialId: TRIAL, modelId: model?.id });
      const best = prediction.probabilities.indexOf(Math.max(...prediction.probabilities));
      expect(model?.spells[best]).toBe('tide');
    }
    expect(await server.query('SELECT id FROM casts')).toEqual([]);
    expect(await server.query('SELECT id FROM participants')).toEqual([]);
  });

  test('stays with the member who opened it, on every node and after it has ended', async () => {
    const own = 'trial-of-the-owner';
    const modelId = here?.state.models[0]?.id;
    const link = (await here?.ask<string>('member:invite', { role: 'moderator', note: '' })) ?? '';
    const token = await becomeMember(link, 'Mallory');
    const others = [await openConsole(server, token), await openConsole(node, token)];
    const retarget = (to: string | null | undefined) =>
      Promise.all(others.map((other) => other.refusal('trial:open', { trialId: own, modelId: to })));
    await there?.ask('trial:open', { trialId: own, modelId });
    await expect.poll(async () => codeOf(await cast(phone, own))).toBe('answered'); // the phone's node knows it too
    expect(await retarget(modelId)).toEqual(['trial-taken', 'trial-taken']);
    expect(await retarget(null)).toEqual(['trial-taken', 'trial-taken']);
    expect(codeOf(await cast(phone, own))).toBe('answered');
    const elsewhere = await openConsole(server, node.owner); // the same member on the other node
    await elsewhere.ask('trial:open', { trialId: own, modelId: null });
    expect(codeOf(await cast(phone, own))).toBe('trial-over');
    expect((await retarget(modelId))[0]).toBe('trial-taken');
    expect(await elsewhere.refusal('trial:open', { trialId: own, modelId })).toBe('answered');
    for (const other of [...others, elsewhere]) other.socket.disconnect();
  });

  test('needs the token of the link, and ends when the console ends it', async () => {
    const stranger = connect(server, '/preflight', {});
    await nextMessage(stranger, 'preflight:welcomed');
    expect(codeOf(await cast(stranger))).toBe('unauthorized');
    stranger.disconnect();
    expect(codeOf(await cast(phone, 'another-trial-of-nobody'))).toBe('trial-over');
    await there?.ask('trial:open', { trialId: TRIAL, modelId: null });
    await expect.poll(async () => codeOf(await cast(phone))).toBe('trial-over');
  });
});
