import { REACTIONS_PER_10_S, type Reaction, type StageFrame } from '@wandcast/protocol';
import { reactions } from '@wandcast/protocol/schemas';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { openStage, type StageClient } from '../../support/room/stage-client.js';
import { nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { handled, joinWand, type TestWand } from '../../support/room/test-wand.js';

let server: TestServer;
let client: ConsoleClient;
let stage: StageClient;
beforeEach(async () => {
  server = await startTestServer();
  client = await openConsole(server);
  stage = await openStage(server);
});
afterEach(async () => {
  client.socket.disconnect();
  stage.socket.disconnect();
  await server.remove();
});

async function send({ socket }: TestWand, reaction: Reaction, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) socket.emit('reaction:send', { reaction });
  await handled({ socket });
}
const slotOf = async (wand: TestWand, on = stage): Promise<number> => {
  const { joined = [] } = await on.frame(({ joined = [] }) => joined.some(({ id }) => id === wand.me.id));
  return joined.find(({ id }) => id === wand.me.id)?.slot ?? NaN;
};
const shown = (frames: readonly StageFrame[]) => frames.flatMap(({ reactions = [] }) => reactions);
const index = (reaction: Reaction) => reactions.indexOf(reaction);
/** Resolves after the next frame, in which everything handled so far is shown if it is shown at all. */
async function nextFrame(): Promise<void> {
  const marker = await joinWand(server, 'Marker');
  await slotOf(marker);
  marker.socket.disconnect();
}

describe('[S8] a reaction', () => {
  test('is shown on every stage with the slot of its participant', async () => {
    const [wand, other] = [await joinWand(server), await openStage(server)];
    const slot = await slotOf(wand);
    await send(wand, 'heart');
    for (const one of [stage, other]) {
      const { reactions } = await one.frame(({ reactions }) => reactions !== undefined);
      expect(reactions).toEqual([[slot, index('heart')]]);
    }
    for (const socket of [wand.socket, other.socket]) socket.disconnect();
  });

  test('is limited per participant, also if they reconnect; others are not affected', async () => {
    const wand = await joinWand(server);
    await send(wand, 'applause', REACTIONS_PER_10_S - 2);
    await nextFrame(); // reactions of people who left before it are dropped
    wand.socket.disconnect();
    const again = await joinWand(server, 'Quiet Otter', wand.key);
    const other = await joinWand(server, 'Salt Hare');
    await nextFrame();
    await send(again, 'heart', 5);
    await nextFrame();
    await send(other, 'sparks');
    await stage.frame(({ reactions = [] }) => reactions.some(([, reaction]) => reaction === index('sparks')));
    const count = (reaction: Reaction) => shown(stage.frames).filter(([, at]) => at === index(reaction)).length;
    expect([count('applause'), count('heart'), count('sparks')]).toEqual([REACTIONS_PER_10_S - 2, 2, 1]);
    for (const { socket } of [again, other]) socket.disconnect();
  });

  test('is dropped while the moderator has switched reactions off or the stage is blank', async () => {
    const wand = await joinWand(server);
    expect(wand.welcome.event.reactions).toBe(true);
    const informed = nextMessage(wand.socket, 'event:changed');
    expect(await client.ask('stage:direct', { reactions: false })).toMatchObject({ reactions: false });
    expect(await informed).toMatchObject({ reactions: false });
    await send(wand, 'applause');
    await client.ask('stage:direct', { reactions: true, blank: true });
    await send(wand, 'laughter');
    await client.ask('stage:direct', { blank: false });
    await send(wand, 'wonder');
    await stage.frame(({ reactions }) => reactions !== undefined);
    expect(shown(stage.frames).map(([, reaction]) => reaction)).toEqual([index('wonder')]);
    wand.socket.disconnect();
  });

  test('of a hidden or removed participant is dropped', async () => {
    const [hidden, removed, visible] = [
      await joinWand(server, 'Salt Hare'),
      await joinWand(server, 'Brisk Wren'),
      await joinWand(server, 'Quiet Otter'),
    ];
    const slot = await slotOf(visible);
    await client.ask('participant:hide', { participantId: hidden.me.id, hidden: true });
    await client.ask('participant:remove', { participantId: removed.me.id, forGood: false });
    removed.socket.emit('reaction:send', { reaction: 'heart' });
    await send(hidden, 'heart');
    await send(visible, 'heart');
    await stage.frame(({ reactions = [] }) => reactions.some(([at]) => at === slot));
    expect(shown(stage.frames)).toEqual([[slot, index('heart')]]);
    for (const { socket } of [hidden, removed, visible]) socket.disconnect();
  });

  test('of an unknown kind is refused, and nothing of it is shown', async () => {
    const wand = await joinWand(server);
    const refused = nextMessage(wand.socket, 'cast:refused');
    wand.socket.emit('reaction:send', { reaction: 'tomato' });
    expect(await refused).toMatchObject({ castId: null, failure: { code: 'invalid-message' } });
    await nextFrame();
    expect(shown(stage.frames)).toEqual([]);
    wand.socket.disconnect();
  });

  test('is a stored setting: it stays switched off after a restart', async () => {
    await client.ask('stage:direct', { reactions: false });
    for (const { socket } of [client, stage]) socket.disconnect();
    server = await server.restart();
    [client, stage] = [await openConsole(server), await openStage(server)];
    expect([client.state.event.reactions, stage.snapshot.event.reactions]).toEqual([false, false]);
  });
});

describe('[S9] a participant who asks where they are', () => {
  test('is located once a second at most, and never while hidden', async () => {
    const [wand, hidden] = [await joinWand(server), await joinWand(server, 'Salt Hare')];
    const slot = await slotOf(wand);
    await client.ask('participant:hide', { participantId: hidden.me.id, hidden: true });
    const began = performance.now();
    for (let i = 0; i < 5; i++) {
      for (const { socket } of [wand, hidden]) socket.emit('me:locate', {});
      await handled(hidden);
      await handled(wand);
      await nextFrame();
    }
    const located = stage.frames.flatMap(({ located = [] }) => located);
    expect(located.length).toBeGreaterThan(0);
    expect(located.length).toBeLessThanOrEqual(1 + Math.floor((performance.now() - began) / 1_000));
    expect(new Set(located)).toEqual(new Set([slot]));
    for (const { socket } of [wand, hidden]) socket.disconnect();
  });
});
