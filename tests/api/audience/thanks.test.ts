import type { CastId, EventInfo, EventTotals, Round, RunOfShow } from '@wandcast/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { castOf } from '../../support/room/cast-of.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { openStage } from '../../support/room/stage-client.js';
import { nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { joinWand } from '../../support/room/test-wand.js';

let server: TestServer;
let client: ConsoleClient;
beforeEach(async () => {
  server = await startTestServer({ roundLead: 2 });
  client = await openConsole(server);
});
afterEach(async () => {
  client.socket.disconnect();
  await server.remove();
});

describe('[N5] the ending', () => {
  test('is the last step of a new run of show; phones and stages learn of it, and the stage shows totals', async () => {
    const [wand, other] = [await joinWand(server), await joinWand(server, 'Salt Hare')];
    const stages = [await openStage(server), await openStage(server)];
    expect(stages.map(({ snapshot }) => snapshot.totals)).toEqual([null, null]);
    expect(stages[0]?.snapshot.summaryUrl).toBe(client.state.summaryUrl);
    for (const spell of ['Ember', 'Tide']) await wand.ask('cast:replay', castOf(spell).replay);
    await other.ask('cast:replay', castOf('Gale', { intent: 'teach', spell: 'gale' }).replay);
    await joinWand(server, 'Idle Newt').then(({ socket }) => socket.disconnect());

    const { steps } = client.state.runOfShow;
    const thanks = steps.at(-1);
    expect(thanks).toMatchObject({ kind: 'thanks', title: '' });
    const onPhone = nextMessage<EventInfo>(wand.socket, 'event:changed');
    const totals = stages.map(({ socket }) => nextMessage<EventTotals>(socket, 'totals:changed'));
    await client.ask<RunOfShow>('step:enter', { stepId: thanks?.id });
    expect((await onPhone).view).toBe('thanks');
    const expected = { people: 2, casts: 3, recognized: 2, taught: 1, rounds: 0 };
    expect(await Promise.all(totals)).toEqual([expected, expected]);

    const late = await openStage(server);
    expect(late.snapshot).toMatchObject({ event: { view: 'thanks' }, totals: expected });
    for (const { socket } of [wand, other, late, ...stages]) socket.disconnect();
  });

  test('counts again after deletions, when a stage connects, and after a restart', async () => {
    const [wand, other] = [await joinWand(server), await joinWand(server, 'Salt Hare')];
    const stored: CastId[] = [];
    for (const one of [wand, wand, other]) {
      const { replay, castId } = castOf('Ember');
      await one.ask('cast:replay', replay);
      stored.push(castId as CastId);
    }
    const stage = await openStage(server);
    const first = nextMessage<EventTotals>(stage.socket, 'totals:changed');
    await client.ask('stage:show', { view: 'thanks' });
    expect(await first).toMatchObject({ people: 2, casts: 3, recognized: 3 });

    const deleted = nextMessage<EventTotals>(stage.socket, 'totals:changed');
    await wand.ask('casts:delete', { castIds: stored.slice(0, 1) });
    expect(await deleted).toMatchObject({ people: 2, casts: 2 });
    const forgotten = nextMessage<EventTotals>(stage.socket, 'totals:changed');
    await other.ask('me:forget', {});
    expect(await forgotten).toMatchObject({ people: 1, casts: 1 });

    await wand.ask('cast:replay', castOf('Tide').replay);
    const grown = nextMessage<EventTotals>(stage.socket, 'totals:changed');
    const late = await openStage(server);
    expect(await grown).toMatchObject({ people: 1, casts: 2 });

    for (const { socket } of [wand, stage, late, client]) socket.disconnect();
    server = await server.restart();
    client = await openConsole(server);
    const restarted = await openStage(server);
    expect(restarted.snapshot).toMatchObject({ event: { view: 'thanks' }, totals: { people: 1, casts: 2 } });
    restarted.socket.disconnect();
  });

  test('counts rounds that have begun and were not undone; another view has no totals', async () => {
    const stage = await openStage(server);
    const rounds: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { id } = await client.ask<Round>('round:start', { kind: 'free', spell: null, seconds: 30, duel: null });
      await server.query(`UPDATE rounds SET starts_at = now() - interval '9 s', ends_at = now() - interval '6 s' WHERE id = $1`, [id]); // prettier-ignore
      rounds.push(id);
    }
    await client.ask('round:undo', { roundId: rounds[0] });
    const totals = nextMessage<EventTotals>(stage.socket, 'totals:changed');
    await client.ask('stage:show', { view: 'thanks' });
    expect((await totals).rounds).toBe(1);
    const redone = nextMessage<EventTotals>(stage.socket, 'totals:changed');
    await client.ask('round:redo', { roundId: rounds[0] });
    expect((await redone).rounds).toBe(2);
    await client.ask('stage:show', { view: 'podium' });
    const late = await openStage(server);
    expect(late.snapshot.totals).toBeNull();
    for (const { socket } of [stage, late]) socket.disconnect();
  });
});
