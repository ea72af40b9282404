import { newKey, Wand } from '@wandcast/wand';
import {
  unpackFrame,
  type Answer,
  type PackedFrame,
  type StageFrame,
  type StageResult,
  type StageSnapshot,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import { openConsole } from '../../support/console-client.js';
import {
  connect,
  connectWand,
  nextMessage,
  profile,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const client = await openConsole(server);
  await client.ask('room:learn', { learning: false }); // the casts would trigger a training
  client.socket.disconnect();
});
afterAll(() => server.remove());

type Stored = Answer<StoredCast>;

describe('a cast', () => {
  test('[C4] is completely in PostgreSQL when its end is acknowledged', async () => {
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const cast = castMessages();
    wand.emit('cast:start', cast.start);
    for (const batch of cast.batches) wand.emit('cast:samples', batch);
    const answer = (await wand.emitWithAck('cast:end', cast.end)) as Stored;
    const rows = await server.query<{ count: number; samples: Buffer; intent: string; probabilities: number[] }>(
      'SELECT count, samples, intent, probabilities FROM casts WHERE id = $1',
      [cast.castId],
    );
    wand.disconnect();

    expect(answer).toMatchObject({ ok: true, value: { castId: cast.castId, duplicate: false } });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ count: 90, intent: 'cast' });
    expect(new Int16Array(new Uint8Array(rows[0]?.samples ?? []).buffer)).toEqual(cast.packed.words);
    const known = rows[0]?.probabilities.reduce((a, b) => a + b, 0); // the remainder to 1 is "none of the spells" (R2)
    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThanOrEqual(1.0005);
  });

  test('[C7] sent again is acknowledged as a duplicate, and stored and counted once', async () => {
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const before = await server.query('SELECT id FROM casts');
    const cast = castMessages();
    const answers: Stored[] = [];
    for (let i = 0; i < 3; i++) answers.push((await wand.emitWithAck('cast:replay', cast.replay)) as Stored);
    const after = await server.query('SELECT id FROM casts');
    wand.disconnect();
    expect(answers.map((answer) => answer.ok && answer.value.duplicate)).toEqual([false, true, true]);
    expect(answers[1]?.ok && answers[1].value.recognition).toEqual(answers[0]?.ok && answers[0].value.recognition);
    expect(after.length - before.length).toBe(1);
  });

  test('[C7] sent again while it is being stored counts as new once, and adds no work', async () => {
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const storeCount = async () =>
      /wandcast_store_seconds_count (\d+)/.exec(await (await fetch(`${server.url}/metrics`)).text());
    const before = Number((await storeCount())?.[1]);
    const cast = castMessages();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => wand.emitWithAck('cast:replay', cast.replay) as Promise<Stored>),
    );
    wand.disconnect();
    expect(answers.filter((answer) => answer.ok && !answer.value.duplicate)).toHaveLength(1);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(Number((await storeCount())?.[1]) - before).toBe(1);
  });

  test('[C10] cannot reuse the id of another cast', async () => {
    const [mine, theirs] = [connectWand(server), connectWand(server)];
    await Promise.all([nextMessage(mine, 'wand:welcomed'), nextMessage(theirs, 'wand:welcomed')]);
    const cast = castMessages();
    await mine.emitWithAck('cast:replay', cast.replay);
    const stolen = (await theirs.emitWithAck('cast:replay', cast.replay)) as Stored;
    const changed = castMessages(circle(50));
    const replaced = (await mine.emitWithAck('cast:replay', { ...changed.replay, castId: cast.castId })) as Stored;
    mine.disconnect();
    theirs.disconnect();
    expect([stolen, replaced].map((answer) => (answer.ok ? 'stored' : answer.failure.code))).toEqual([
      'cast-conflict',
      'cast-conflict',
    ]);
  });

  test('[C6] is dropped when its connection ends', async () => {
    const key = newKey();
    const wand = connectWand(server, { key });
    await nextMessage(wand, 'wand:welcomed');
    const cast = castMessages();
    wand.emit('cast:start', cast.start);
    wand.emit('cast:samples', cast.batches[0]);
    await wand.emitWithAck('clock:read', {});
    wand.disconnect();
    const again = connectWand(server, { key });
    await nextMessage(again, 'wand:welcomed');
    const answer = (await again.emitWithAck('cast:end', cast.end)) as Stored;
    again.disconnect();
    expect(answer).toMatchObject({ ok: false, failure: { code: 'cast-unknown' } });
    expect(await server.query('SELECT id FROM casts WHERE id = $1', [cast.castId])).toHaveLength(0);
  });

  test('[C9] that is canceled is dropped', async () => {
    const wand = connectWand(server);
    await nextMessage(wand, 'wand:welcomed');
    const cast = castMessages();
    wand.emit('cast:start', cast.start);
    wand.emit('cast:samples', cast.batches[0]);
    wand.emit('cast:cancel', { castId: cast.castId });
    const answer = (await wand.emitWithAck('cast:end', cast.end)) as Stored;
    wand.disconnect();
    expect(answer).toMatchObject({ ok: false, failure: { code: 'cast-unknown' } });
  });

  test('[R1] [R2] gets live predictions while in progress', async () => {
    const wand = connectWand(server);
    const welcome = await nextMessage<Welcome>(wand, 'wand:welcomed');
    const cast = castMessages();
    const bars = nextMessage<{ castId: string; probabilities: number[] }>(wand, 'bars:moved');
    wand.emit('cast:start', cast.start);
    wand.emit('cast:samples', cast.batches[0]);
    const prediction = await bars; // before the second half and the end
    wand.disconnect();
    expect(prediction.castId).toBe(cast.castId);
    expect(prediction.probabilities).toHaveLength(welcome.model?.spells.length ?? 0);
    expect(prediction.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
  });
});

describe('the stage', () => {
  test('[S1] [S2] receives an arrival, a cast in progress and its result in frames', async () => {
    const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
    const snapshot = await nextMessage<StageSnapshot>(stage, 'stage:welcomed');
    const frames: StageFrame[] = [];
    const result = new Promise<StageResult>((resolve) => {
      stage.on('stage:frame', (packed: PackedFrame) => {
        const frame = unpackFrame(packed);
        frames.push(frame);
        const found = frame.results?.find(({ castId }) => castId === cast.castId);
        if (found) resolve(found);
      });
    });
    const cast = castMessages();
    const wand = connectWand(server, { profile: { ...profile, nickname: 'Salt Hare' } });
    await nextMessage(wand, 'wand:welcomed');
    wand.emit('cast:start', cast.start);
    for (const batch of cast.batches) {
      const moved = nextMessage(wand, 'bars:moved');
      wand.emit('cast:samples', batch);
      await moved;
    }
    await wand.emitWithAck('cast:end', cast.end);
    const shown = await result;
    const left = new Promise<void>((resolve) => {
      stage.on('stage:frame', ({ left: gone }: PackedFrame) => {
        if (gone?.includes(shown.slot) === true) resolve();
      });
    });
    wand.disconnect();
    await left;
    stage.disconnect();

    expect(snapshot.joinUrl).toBe(server.links.join);
    const arrival = frames.flatMap(({ joined = [] }) => joined).find(({ nickname }) => nickname === 'Salt Hare');
    expect(arrival?.slot).toBe(shown.slot);
    const bars = frames.flatMap(({ live = [] }) => live).filter(([slot]) => slot === shown.slot);
    expect(bars.length).toBeGreaterThan(0);
    expect(bars.every(([, , ...lengths]) => lengths.every((length) => length >= 0 && length <= 99))).toBe(true);
    expect(shown.seal).toHaveLength(72);
    expect(new Set(frames.map(({ tick }) => tick)).size).toBe(frames.length);
    const { summaryUrl, ...rest } = snapshot; // anyone may open the summary
    expect(summaryUrl).toMatch(/\/summary\?token=/);
    expect(JSON.stringify([rest, frames])).not.toMatch(/token|"key"|samples/);
  });

  test('[S4] receives all results of simultaneous casts, at most 20 per frame', async () => {
    const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
    await nextMessage(stage, 'stage:welcomed');
    const parts: string[][] = [];
    stage.on('stage:frame', ({ results = [] }: PackedFrame) => parts.push(results.map(({ castId }) => castId)));
    const wands = Array.from({ length: 8 }, () => connectWand(server));
    await Promise.all(wands.map((wand) => nextMessage(wand, 'wand:welcomed')));
    const casts = Array.from({ length: 64 }, () => castMessages());
    const sent = casts.map(({ replay }, i) => wands[i % 8]?.emitWithAck('cast:replay', replay) as Promise<Stored>);
    expect((await Promise.all(sent)).every(({ ok }) => ok)).toBe(true);
    await expect.poll(() => parts.flat()).toEqual(expect.arrayContaining(casts.map(({ castId }) => castId)));
    for (const socket of [stage, ...wands]) socket.disconnect();
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(20);
  });
});

describe('a restarted server', () => {
  test('[H4] [C5] keeps participants and casts, and the wand replays unacknowledged casts', async () => {
    const options = { code: server.code, key: newKey(), profile };
    const first = new Wand({ ...options, url: server.url });
    const welcomed = new Promise<Welcome>((resolve) => {
      first.on('state', (state) => {
        if (state.kind === 'joined') resolve(state.welcome);
      });
    });
    first.join();
    const before = await welcomed;
    const rows = await server.query('SELECT id FROM casts');
    first.leave();
    const { code, links } = server;
    server = await server.restart();
    const second = new Wand({ ...options, url: server.url });
    const recording = second.startCast({ intent: 'cast', spell: null, source: 'simulated', channels: 1 });
    for (const sample of circle()) recording.add(sample);
    recording.finish();
    const stored = new Promise((resolve) => second.on('result', resolve));
    const again = new Promise<Welcome>((resolve) => {
      second.on('state', (state) => {
        if (state.kind === 'joined') resolve(state.welcome);
      });
    });
    second.join();
    await stored;
    const after = await again;
    const listed = await second.own.list();
    second.leave();

    expect(after.participant.id).toBe(before.participant.id);
    expect(after.model?.id).toBe(before.model?.id);
    expect(server.code).toBe(code);
    expect(tokenOf(server.links.stage)).toBe(tokenOf(links.stage));
    expect(listed.map(({ castId }) => castId)).toEqual([recording.castId]);
    expect(await server.query('SELECT id FROM casts')).toHaveLength(rows.length + 1);
  });
});
