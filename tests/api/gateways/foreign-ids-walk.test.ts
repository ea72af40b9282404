import type { Answer, EventInfo, PreflightWelcome, StageSnapshot, Summary } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diceOf } from '../../../apps/tools/src/fuzz/generate/dice.js';
import { exampleOf } from '../../../apps/tools/src/fuzz/generate/example.js';
import { namespaces, type DeclaredMessage } from '../../../apps/tools/src/fuzz/oracle/permissions.js';
import { castMessages } from '../../support/cast-messages.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { TEAM_FIELDS, idFields, messageNaming, namesOwned } from '../../support/room/named-ids.js';
import { ownedRows } from '../../support/room/owned-rows.js';
import { playEvening, revealed, type PlayedEvening } from '../../support/room/played-evening.js';
import { joinWand } from '../../support/room/test-wand.js';
import { connect, connectWand, connectionResult, nextMessage, startTestServer, tokenOf, type TestServer } from '../../support/test-server.js'; // prettier-ignore

/*
 * Everyone names the ids of somebody else, in every declared message that takes ids: in the same event, and across two
 * events of one server. A message or field that is added is walked, too.
 */
const declared = ({ messages }: { readonly messages: ReadonlyMap<string, DeclaredMessage> }): DeclaredMessage[] =>
  [...messages.values()].filter(namesOwned);
const wandMessages = declared(namespaces['/wand']);
/** Examples of each message, which take other alternatives of its schema. */
const EXAMPLES = 6;

let server: TestServer;
let client: ConsoleClient;
const evenings = new Map<'current' | 'past', PlayedEvening>();
const evening = (name: 'current' | 'past'): PlayedEvening => evenings.get(name) ?? raise();

beforeAll(async () => {
  server = await startTestServer();
  const first = await openConsole(server);
  evenings.set('past', await playEvening(server, first));
  await first.ask<EventInfo>('event:begin', { after: server.code, title: 'The second evening', bookId: first.state.books.current }); // prettier-ignore
  first.socket.disconnect();
  client = await openConsole(server);
  evenings.set('current', await playEvening(server, client));
});
afterAll(async () => {
  client.socket.disconnect();
  for (const { owner, intruder } of evenings.values())
    for (const { socket } of [owner.wand, intruder]) socket.disconnect();
  await server.remove();
});

test('every declared field with ids is known, so that none is left out', () => {
  for (const space of Object.values(namespaces))
    for (const message of space.messages.values())
      for (const [field, kind] of idFields(message))
        expect(kind !== undefined || TEAM_FIELDS.includes(field), `${message.name} ${field}`).toBe(true);
  expect(wandMessages.map(({ name }) => name)).toEqual(expect.arrayContaining(['casts:fetch', 'casts:delete']));
});

describe.each([
  ['of the same event', 'current', 'current'],
  ['of a past event', 'current', 'past'],
  ['of the current event, from a past one,', 'past', 'current'],
] as const)('the ids of a participant %s', (_, from, to) => {
  test.each(wandMessages)('in $name change and reveal nothing', async (message) => {
    const [{ code, intruder }, { owner }] = [evening(from), evening(to)];
    const before = await ownedRows(server, 'participant', owner.ids.participant);
    expect([before['casts']?.length, before['deleted_casts']?.length, before['participants']?.length]).toEqual([1, 1, 1]); // prettier-ignore
    const again = await joinWand({ url: server.url, code }, intruder.me.nickname, intruder.key);
    for (let n = 0; n < EXAMPLES; n++) {
      const sent = messageNaming(owner.ids, message, n);
      const answer = (await again.socket.emitWithAck(message.name, sent)) as Answer<unknown>;
      if (!answer.ok) expect(answer.failure.code).not.toBe('invalid-message');
      expect(revealed(answer, owner)).toEqual([]);
    }
    again.socket.disconnect();
    expect(await ownedRows(server, 'participant', owner.ids.participant)).toEqual(before);
  });

  test('streamed as one’s own cast are refused', async () => {
    const { ids } = evening(to).owner;
    const before = await ownedRows(server, 'participant', ids.participant);
    const { start, batches, end } = castMessages(undefined, { castId: ids.cast });
    const { socket } = evening(from).intruder;
    socket.emit('cast:start', start);
    for (const batch of batches) socket.emit('cast:samples', batch);
    const answer = (await socket.emitWithAck('cast:end', { ...end, castId: ids.cast })) as Answer<unknown>;
    // Nobody starts a cast in a past event.
    expect(answer).toMatchObject({ failure: { code: from === 'past' ? 'cast-unknown' : 'cast-conflict' } });
    expect(await ownedRows(server, 'participant', ids.participant)).toEqual(before);
  });
});

test('a cast in progress is out of the reach of others, whatever they send about it', async () => {
  const { code, owner, intruder } = evening('current');
  const { castId, start, batches, end } = castMessages();
  const [head, tail] = batches;
  owner.wand.socket.emit('cast:start', start);
  owner.wand.socket.emit('cast:samples', head);
  await owner.wand.ask('clock:read', {});
  const again = await joinWand({ url: server.url, code }, intruder.me.nickname, intruder.key);
  const refused = nextMessage(again.socket, 'cast:refused');
  again.socket.emit('cast:samples', tail); // of the same stream number
  expect(await refused).toMatchObject({ castId: null, failure: { code: 'cast-unknown' } });
  // A replayed whole movement is a cast of the sender, because an id belongs to the first one stored.
  for (const message of wandMessages.filter(({ name }) => name !== 'cast:replay'))
    await again.socket.emitWithAck(message.name, messageNaming({ ...owner.ids, cast: castId }, message, 0));
  again.socket.disconnect();
  owner.wand.socket.emit('cast:samples', tail);
  expect(await owner.wand.ask('cast:end', end)).toMatchObject({ castId, duplicate: false });
  await owner.wand.ask('casts:delete', { castIds: [castId] });
  await server.query('DELETE FROM deleted_casts WHERE cast_id = $1', [castId]);
});

describe('a past event', () => {
  test('has stage and preflight links that lead to the current event', async () => {
    const [past, current] = [evening('past'), evening('current')];
    expect(past.links.stageUrl).not.toBe(current.links.stageUrl);
    const stage = connect(server, '/stage', { token: tokenOf(past.links.stageUrl) });
    const snapshot = await nextMessage<StageSnapshot>(stage, 'stage:welcomed');
    expect(snapshot.event.code).toBe(current.code);
    expect(JSON.stringify(snapshot)).not.toContain(past.owner.ids.participant);
    expect(JSON.stringify(snapshot)).toContain(current.owner.ids.participant);
    const phone: Socket = connect(server, '/preflight', { token: tokenOf(past.links.preflightUrl) });
    expect(await nextMessage<PreflightWelcome>(phone, 'preflight:welcomed')).toMatchObject({ mayReport: true });
    const before = await ownedRows(server, 'event', past.id);
    const { schema } = namespaces['/preflight'].messages.get('preflight:report') ?? raise();
    const report = { ...(exampleOf(schema, diceOf(5, 1), { known: () => undefined }) as object), device: 'Pixel' };
    expect(await phone.emitWithAck('preflight:report', report)).toMatchObject({ ok: true });
    expect(await ownedRows(server, 'event', past.id)).toEqual(before);
    expect((await ownedRows(server, 'event', current.id))['preflights']).toHaveLength(1);
    for (const socket of [stage, phone]) socket.disconnect();
  });

  test('has a summary link of its own, and no other link opens a summary', async () => {
    const open = (link: string): Promise<Response> => fetch(`${server.url}/api/summary?token=${tokenOf(link)}`);
    for (const { links, title } of [evening('past'), evening('current')]) {
      const summary = (await (await open(links.summaryUrl)).json()) as Summary;
      expect([summary.title, summary.casts]).toEqual([title, 1]);
      for (const link of [links.stageUrl, links.preflightUrl]) expect((await open(link)).status).toBe(401);
    }
  });

  test('admits nobody new, and its keys are strangers in the current event', async () => {
    const [past, current] = [evening('past'), evening('current')];
    expect(await connectionResult(connectWand({ url: server.url, code: past.code }), 'wand:welcomed')).toBe('event-over'); // prettier-ignore
    const stranger = await joinWand({ url: server.url, code: current.code }, 'Back again', past.owner.wand.key);
    expect(stranger.me.id).not.toBe(past.owner.ids.participant);
    expect(await stranger.ask('casts:list', { after: null, limit: 9 })).toEqual([]);
    stranger.socket.disconnect();
  });

  test.each(declared(namespaces['/console']))('is not changed or shown by $name in a console', async (message) => {
    const { id, owner } = evening('past');
    const before = await ownedRows(server, 'event', id);
    expect([before['casts']?.length, before['participants']?.length, before['rounds']?.length]).toEqual([1, 2, 1]);
    const console = await openConsole(server);
    const codes = new Set<string>();
    for (let n = 0; n < EXAMPLES; n++) {
      const sent = messageNaming(owner.ids, message, n);
      const answer = (await console.socket.emitWithAck(message.name, sent)) as Answer<unknown>;
      codes.add(answer.ok ? 'ok' : answer.failure.code);
      if (message.name !== 'stage:direct') expect([sent, revealed(answer, owner)]).toEqual([sent, []]); // echoes itself
    }
    console.socket.disconnect();
    expect([...codes]).not.toEqual(['invalid-message']); // it did more than to parse
    expect(await ownedRows(server, 'event', id)).toEqual(before);
  });
});

test('the same messages reach what is one’s own', async () => {
  for (const name of ['current', 'past'] as const) {
    const { wand, ids } = evening(name).owner;
    expect(await wand.ask('casts:fetch', { castIds: [ids.cast] })).toMatchObject({ casts: [{ castId: ids.cast }] });
    expect(await wand.ask('casts:delete', { castIds: [ids.cast] })).toEqual([ids.cast]);
    expect((await ownedRows(server, 'participant', ids.participant))['casts']).toEqual([]);
  }
});

function raise(): never {
  throw new Error('the evenings were not played');
}
