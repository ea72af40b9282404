import {
  parseGlyph,
  samplesOf,
  seeded,
  simulateCast,
  simulatePerson,
  simulateScribble,
  starterSpellbook,
} from '@wandcast/gesture';
import { unpackFrame, type Answer, type PackedFrame, type Sample, type StoredCast } from '@wandcast/protocol';
import { DEFAULT_SPOTTING_THRESHOLD } from '@wandcast/recognition';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { openConsole } from '../../support/console-client.js';
import {
  connect,
  connectWand,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

let server: TestServer;
let wand: ReturnType<typeof connectWand>;
/** The most confidently recognized first. */
let pressed: Awaited<ReturnType<typeof recognizedCasts>>;
beforeAll(async () => {
  server = await startTestServer();
  const client = await openConsole(server);
  await client.ask('room:learn', { learning: false }); // the casts would trigger a training
  client.socket.disconnect();
  wand = connectWand(server);
  await nextMessage(wand, 'wand:welcomed');
  pressed = await recognizedCasts();
});
afterAll(async () => {
  wand.disconnect();
  await server.remove();
});

type Stored = Answer<StoredCast>;

const send = async (samples: readonly Sample[], change: object = {}) => {
  const { castId, replay } = castMessages(samples);
  return { castId, answer: (await wand.emitWithAck('cast:replay', { ...replay, ...change })) as Stored };
};
const isStored = async (castId: string) =>
  (await server.query('SELECT 1 FROM casts WHERE id = $1', [castId])).length === 1;

/** Casts of the starter spells and scribbles, with the confidence of the active model in them. */
async function recognizedCasts() {
  const random = seeded(3);
  const glyphs = starterSpellbook.flatMap(({ glyph }) => (glyph === null ? [] : [parseGlyph(glyph)]));
  const casts: { samples: Sample[]; confidence: number; spell: string | null }[] = [];
  for (let i = 0; i < 24; i++) {
    const glyph = glyphs[i % glyphs.length] ?? parseGlyph('M0 0L10 10');
    const drawn = simulateCast(glyph, simulatePerson(random), random, { gravity: true });
    const samples = samplesOf(i % 2 === 0 ? drawn : simulateScribble(random, { gravity: true }));
    const { answer } = await send(samples);
    if (!answer.ok || answer.value.recognition === null) throw new Error('a pressed cast was not recognized');
    const { probabilities, spell } = answer.value.recognition;
    casts.push({ samples, confidence: Math.max(...probabilities), spell });
  }
  return casts.sort((a, b) => b.confidence - a.confidence);
}

describe('[C14] a spotted movement', () => {
  test('is a cast like any other if the model is confident enough', async () => {
    const [best] = pressed;
    expect(best?.confidence).toBeGreaterThanOrEqual(DEFAULT_SPOTTING_THRESHOLD);
    const { castId, answer } = await send(best?.samples ?? [], { spotted: true });
    expect(answer).toMatchObject({
      ok: true,
      value: { castId, duplicate: false, recognition: { spell: best?.spell } },
    });
    expect(await isStored(castId)).toBe(true);
  });

  test('is dropped without a trace if the model is less confident', async () => {
    const doubtful = pressed.find(({ confidence }) => confidence < DEFAULT_SPOTTING_THRESHOLD);
    expect(doubtful).toBeDefined();
    const { castId, answer } = await send(doubtful?.samples ?? [], { spotted: true });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'movement-ignored', mayRetry: false } });
    expect(await isStored(castId)).toBe(false);
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/wandcast_casts_total\{outcome="ignored"\} 1/);
  });

  test('that is ignored is not shown on the stage', async () => {
    const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
    await nextMessage(stage, 'stage:welcomed');
    const shown: string[] = [];
    stage.on('stage:frame', (frame: PackedFrame) => {
      shown.push(...(unpackFrame(frame).results ?? []).map(({ castId }) => castId));
    });
    const still = Array.from({ length: 90 }, (_, i): Sample => ({ t: 16 * i, linear: [0.1 * (i % 2), 0, 0] }));
    const ignored = await send(still, { spotted: true });
    const [best] = pressed; // sent after it, so its result arrives after it, too
    const { castId } = await send(best?.samples ?? []);
    await expect.poll(() => shown).toContain(castId);
    stage.disconnect();
    expect(ignored.answer.ok).toBe(false);
    expect(shown).not.toContain(ignored.castId);
  });

  test('never teaches', async () => {
    const [best] = pressed;
    const { castId, answer } = await send(best?.samples ?? [], { spotted: true, intent: 'teach' });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'movement-ignored' } });
    expect(await isStored(castId)).toBe(false);
  });
});
