import { parseGlyph, samplesOf, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import {
  unpackFrame,
  type Answer,
  type EventInfo,
  type PackedFrame,
  type RunOfShow,
  type Sample,
  type Step,
  type StoredCast,
  type Welcome,
} from '@wandcast/protocol';
import { DEFAULT_SPOTTING_THRESHOLD } from '@wandcast/recognition';
import type { Socket } from 'socket.io-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { openConsole, openRoom, type ConsoleClient } from '../../support/console-client.js';
import { connect, connectWand, nextMessage, tokenOf } from '../../support/test-server.js';

const room = openRoom();

const planOf = ({ kind, title, seconds, spell, challenge, freeCasting }: Step) => ({
  ...{ kind, title, seconds, spell, challenge, freeCasting },
});

/** A phone and what it was told about the switch, the welcome first. */
async function openPhone(): Promise<{ socket: Socket; told: boolean[] }> {
  const socket = connectWand(room.server);
  const told: boolean[] = [];
  socket.on('free-casting:changed', (freeCasting: boolean) => told.push(freeCasting));
  told.unshift((await nextMessage<Welcome>(socket, 'wand:welcomed')).freeCasting);
  return { socket, told };
}

describe('[C14] casting without a press', () => {
  let phone: Awaited<ReturnType<typeof openPhone>>;
  let steps: readonly Step[];
  beforeAll(async () => {
    ({ steps } = room.client.state.runOfShow);
    await room.client.ask('room:learn', { learning: false }); // the casts would trigger a training
    phone = await openPhone();
  });
  const step = (kind: Step['kind']): Step => {
    const found = steps.find((one) => one.kind === kind);
    if (found === undefined) throw new Error(`no step ${kind}`);
    return found;
  };
  const turn = (one: Step, freeCasting: boolean, client: ConsoleClient = room.client): Promise<RunOfShow> =>
    client.ask('step:edit', { stepId: one.id, step: { ...planOf(one), freeCasting } });

  test('is off in every step until a moderator switches it on', () => {
    expect(steps.filter(({ freeCasting }) => freeCasting)).toEqual([]);
    expect(phone.told).toEqual([false]);
  });

  test('is refused in steps without casting', async () => {
    const change = (one: Step) => ({ stepId: one.id, step: { ...planOf(one), freeCasting: true } });
    for (const kind of ['lobby', 'teach', 'train', 'leaders', 'thanks'] as const)
      expect([kind, await room.client.refusal('step:edit', change(step(kind)))]).toEqual([kind, 'invalid-message']);
    expect(await room.client.refusal('step:edit', change(step('round')))).toBe('answered');
    await turn(step('round'), false);
  });

  test('reaches phones while the room is in its step, also if it is switched there', async () => {
    const { client } = room;
    const edited = await turn(step('cast'), true);
    expect(edited.steps.find(({ kind }) => kind === 'cast')).toMatchObject({ freeCasting: true });
    for (const kind of ['lobby', 'cast', 'lobby', 'cast'] as const)
      await client.ask('step:enter', { stepId: step(kind).id });
    await turn(step('cast'), false);
    await turn(step('cast'), true);
    await expect.poll(() => phone.told).toEqual([false, true, false, true, false, true]);
    const later = await openPhone();
    later.socket.disconnect();
    expect(later.told).toEqual([true]);
  });

  test('makes a movement a cast on the stage if it is a spell, and nothing if it is not', async () => {
    const stage = connect(room.server, '/stage', { token: tokenOf(room.server.links.stage) });
    await nextMessage(stage, 'stage:welcomed');
    const shown: string[] = [];
    stage.on('stage:frame', (frame: PackedFrame) => {
      shown.push(...(unpackFrame(frame).results ?? []).map(({ castId }) => castId));
    });
    const send = async (samples: readonly Sample[], change: object) => {
      const { castId, replay } = castMessages(samples, change);
      return { castId, answer: (await phone.socket.emitWithAck('cast:replay', replay)) as Answer<StoredCast> };
    };
    const silent = await send(wobble(), { spotted: true, source: 'motion' });
    const { samples, spell } = await confidentCast(async (tried) => (await send(tried, {})).answer);
    const { castId, answer } = await send(samples, { spotted: true, source: 'motion' });
    await expect.poll(() => shown).toContain(castId); // sent after the wobble, so its result arrives after it
    stage.disconnect();
    expect(silent.answer).toMatchObject({ ok: false, failure: { code: 'movement-ignored' } });
    expect(answer).toMatchObject({ ok: true, value: { recognition: { spell } } });
    const stored = await room.server.query('SELECT source FROM casts WHERE id = ANY($1)', [[castId, silent.castId]]);
    expect(stored).toEqual([{ source: 'motion' }]);
    expect(shown).not.toContain(silent.castId);
  });

  test('is copied with the plan to the next event, and logged', async () => {
    const { client, server } = room;
    const logged = async (): Promise<unknown> => {
      const edits = `SELECT facts->'step' AS step FROM audit WHERE action = 'step:edit' ORDER BY id DESC LIMIT 1`;
      return (await server.query<{ step: unknown }>(edits))[0]?.step;
    };
    await expect.poll(logged).toMatchObject({ kind: 'cast', freeCasting: true });
    phone.socket.disconnect();
    await client.ask<EventInfo>('event:begin', {
      ...{ after: server.code, title: 'The second evening', bookId: client.state.books.current },
    });
    const next = await openConsole(server);
    const { steps: copied } = next.state.runOfShow;
    next.socket.disconnect();
    expect(copied.filter(({ freeCasting }) => freeCasting).map(({ kind }) => kind)).toEqual(['cast']);
  });
});

/** A hand that shakes the phone for a second and a half. */
function wobble(): Sample[] {
  return Array.from({ length: 94 }, (_, i): Sample => ({ t: 16 * i, linear: [4 * Math.sin(i / 3), 0, 0.2] }));
}

/** A simulated cast of a starter spell that the active model recognizes confidently. */
async function confidentCast(press: (samples: readonly Sample[]) => Promise<Answer<StoredCast>>) {
  const random = seeded(3);
  const glyphs = starterSpellbook.flatMap(({ glyph }) => (glyph === null ? [] : [parseGlyph(glyph)]));
  for (let i = 0; i < 24; i++) {
    const glyph = glyphs[i % glyphs.length] ?? parseGlyph('M0 0L10 10');
    const samples = samplesOf(simulateCast(glyph, simulatePerson(random), random, { gravity: true }));
    const answer = await press(samples);
    if (!answer.ok || answer.value.recognition === null) throw new Error('a pressed cast was not recognized');
    const { probabilities, spell } = answer.value.recognition;
    if (spell !== null && Math.max(...probabilities) >= DEFAULT_SPOTTING_THRESHOLD) return { samples, spell };
  }
  throw new Error('no cast was recognized confidently');
}
