import {
  PROTOCOL_VERSION,
  mayAct,
  type Answer,
  type Failure,
  type PreflightWelcome,
  type Role,
  type Welcome,
} from '@wandcast/protocol';
import { consoleMessages, preflightMessages, stageMessages, wandMessages } from '@wandcast/protocol/messages';
import { roles } from '@wandcast/protocol/schemas';
import { newKey } from '@wandcast/wand';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, test } from 'vitest';
import { diceOf } from '../../../apps/tools/src/fuzz/generate/dice.js';
import { exampleOf } from '../../../apps/tools/src/fuzz/generate/example.js';
import { openWalkedRoom } from '../../support/room/walked-room.js';
import { connectionResult, nextMessage, profile, tokenOf } from '../../support/test-server.js';

/*
 * Everyone tries everything that is declared: messages here, routes and pages in
 * route-walk.test.ts. What may pass follows from the declarations: what is added is walked, too.
 */
const room = openWalkedRoom();
const { strangers } = room;

const open = (namespace: string, auth: object, extraHeaders: Record<string, string> = {}): Socket =>
  io(`${room.server.url}${namespace}`, {
    auth: { protocol: PROTOCOL_VERSION, ...auth },
    ...{ extraHeaders, transports: ['websocket'], forceNew: true, reconnection: false, ackTimeout: 60_000 },
  });
const welcomes = { '/wand': 'wand:welcomed', '/stage': 'stage:welcomed', '/console': 'console:welcomed', '/preflight': 'preflight:welcomed' }; // prettier-ignore
type NamespaceName = keyof typeof welcomes;
const messages = { '/wand': wandMessages, '/stage': stageMessages, '/console': consoleMessages, '/preflight': preflightMessages }; // prettier-ignore
/** What opens each namespace. */
const credentials = (): Record<NamespaceName, object> => ({
  '/wand': { code: room.server.code, key: newKey(), profile },
  '/stage': { token: tokenOf(room.server.links.stage) },
  '/console': { token: room.server.owner },
  '/preflight': { token: room.preflight },
});
const result = (socket: Socket, namespace: NamespaceName): Promise<string> =>
  connectionResult(socket, welcomes[namespace]);

/** Refusals per connection, below the budget of M5, and how many messages may await their answer. */
const [PER_CONNECTION, AT_ONCE] = [48, 8];

/** What happens to each message of any namespace, with a body that none accepts. */
async function walk(namespace: NamespaceName, connect: () => Socket): Promise<Map<string, string>> {
  const outcomes = new Map<string, string>();
  const names = [...new Set(Object.values(messages).flatMap((known) => Object.keys(known)))];
  for (let from = 0; from < names.length; from += PER_CONNECTION) {
    const socket = connect();
    expect(await result(socket, namespace)).toBe('welcomed');
    const ask = async (name: string): Promise<void> => {
      if (name === 'cast:samples' && namespace === '/wand') {
        const refused = nextMessage<{ failure: Failure }>(socket, 'cast:refused');
        socket.emit(name, Uint8Array.of(1, 2, 3)); // the only message that is never acknowledged (M3)
        outcomes.set(name, (await refused).failure.code);
        return;
      }
      const answer = (await socket.emitWithAck(name, { surprise: 1 })) as { failure?: { code: string } };
      outcomes.set(name, answer.failure?.code ?? 'answered');
    };
    for (let i = from; i < from + PER_CONNECTION; i += AT_ONCE) await Promise.all(names.slice(i, i + AT_ONCE).map(ask));
    socket.disconnect();
  }
  return outcomes;
}
/** What the declarations say. @param role of the member; null if the namespace has none */
function declared(namespace: NamespaceName, names: Iterable<string>, role: Role | null): Map<string, string> {
  const known: Readonly<Record<string, { readonly role: Role | 'anyone' }>> = messages[namespace];
  return new Map(
    [...names].map((name) => {
      const needs = Object.hasOwn(known, name) ? known[name]?.role : undefined;
      if (needs === undefined) return [name, 'unknown-message'];
      const may = needs === 'anyone' || (role !== null && mayAct(role, needs));
      if (may && name === 'cast:samples') return [name, 'batch-malformed']; // bytes have no schema
      return [name, may ? 'invalid-message' : 'forbidden'];
    }),
  );
}

describe('the console', () => {
  test.each(Object.keys(strangers))('refuses %s, and nobody without a credential', async (name) => {
    const token = await strangers[name]?.();
    expect(await result(open('/console', { token }), '/console')).toBe('unauthorized');
    expect(await result(open('/console', {}, { cookie: `wandcast=${token}`, origin: room.origin }), '/console')).toBe(
      'unauthorized',
    );
    expect(await result(open('/console', {}), '/console')).toBe('unauthorized');
  });

  test('refuses the cookie of an owner from every foreign page', async () => {
    const cookie = `wandcast=${room.server.owner}`;
    for (const headers of room.foreign())
      expect([headers, await result(open('/console', {}, { cookie, ...headers }), '/console')]).toEqual([
        headers,
        'unauthorized',
      ]);
    expect(await result(open('/console', {}, { cookie, origin: room.origin }), '/console')).toBe('welcomed');
  });

  test.each(roles)('lets a %s send what the declarations allow', async (role) => {
    const token = await room.session(role);
    const outcomes = await walk('/console', () => open('/console', { token }));
    expect(outcomes).toEqual(declared('/console', outcomes.keys(), role));
  });
});

describe('other namespaces', () => {
  test('stages need a stage link of this server', async () => {
    for (const [name, make] of Object.entries(strangers)) {
      const token = await make();
      const outcome = name === 'the stage link' ? 'welcomed' : 'unauthorized';
      expect([name, await result(open('/stage', { token }), '/stage')]).toEqual([name, outcome]);
    }
    for (const token of [tokenOf(room.elsewhere.links.stage), room.server.owner])
      expect(await result(open('/stage', { token }), '/stage')).toBe('unauthorized');
  });

  test('wands need the code of an event here', async () => {
    for (const code of ['ZZZZ2222', room.elsewhere.code])
      expect(await result(open('/wand', { code, key: newKey(), profile }), '/wand')).toBe('event-unknown');
  });

  test('phones report with the preflight link only', async () => {
    const { schema } = preflightMessages['preflight:report'];
    const report = { ...(exampleOf(schema, diceOf(1, 1), { known: () => undefined }) as object), device: 'Pixel' };
    for (const [name, make] of [...Object.entries(strangers), ['an owner', () => room.server.owner] as const]) {
      const socket = open('/preflight', { token: await make() });
      const { mayReport } = await nextMessage<PreflightWelcome>(socket, 'preflight:welcomed');
      const answer = (await socket.emitWithAck('preflight:report', report)) as Answer<unknown>;
      socket.disconnect();
      const may = name === 'the preflight link';
      expect([name, mayReport, answer.ok || answer.failure.code]).toEqual([name, may, may || 'unauthorized']);
    }
  });

  test.each(['/wand', '/stage', '/preflight'] as const)('%s knows its own messages only', async (namespace) => {
    const cookie = `wandcast=${room.server.owner}`; // of no use here
    const outcomes = await walk(namespace, () =>
      open(namespace, credentials()[namespace], { cookie, origin: room.origin }),
    );
    expect(outcomes).toEqual(declared(namespace, outcomes.keys(), null));
  });

  // What the page itself puts into the handshake counts from everywhere: no browser adds it to the page of a stranger (H6).
  test.each(Object.keys(welcomes) as NamespaceName[])(
    '%s takes its own credential from every page',
    async (namespace) => {
      for (const headers of room.foreign()) {
        const socket = open(namespace, credentials()[namespace], headers);
        expect([headers, await result(socket, namespace)]).toEqual([headers, 'welcomed']);
        socket.disconnect();
      }
    },
  );

  test('a foreign page gets nothing from the cookies of its visitor', async () => {
    const cookie = `wandcast=${room.server.owner}; ${room.phone}`;
    for (const headers of room.foreign()) {
      for (const token of [undefined, '', newKey()]) {
        const outcome = await result(open('/stage', { token }, { cookie, ...headers }), '/stage');
        expect(['unauthorized', 'invalid-message']).toContain(outcome);
      }
      const socket = open('/preflight', {}, { cookie, ...headers });
      expect(await nextMessage(socket, 'preflight:welcomed')).toMatchObject({ mayReport: false });
      const wand = open('/wand', { code: room.server.code, key: newKey(), profile }, { cookie, ...headers });
      const { participant: other } = await nextMessage<Welcome>(wand, 'wand:welcomed');
      expect(other.id).not.toBe(room.participant.me.id);
      for (const each of [socket, wand]) each.disconnect();
    }
  });
});
