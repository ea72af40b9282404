import {
  MAX_PREFLIGHTS,
  PROTOCOL_VERSION,
  type Answer,
  type Preflight,
  type PreflightReport,
  type PreflightWelcome,
} from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  becomeMember,
  connect,
  connectionResult,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';

/** Connections without a link's token that the gateway admits at once. */
const MAX_ANONYMOUS = 100;

const report: PreflightReport = {
  ...({ device: 'iPhone, Safari 18', secure: true, transport: 'websocket', motion: 'alive', channels: 7 } as const),
  ...{ rateHz: 59.9, maxGapMs: 18, flipped: true, roundTripMs: 12.5, slowestMs: 40, offsetMs: -3.5, loadMs: 812 },
  ...{ wakeLock: true, storage: true },
};

let server: TestServer;
let second: TestServer;
let [here, there]: ConsoleClient[] = [];
const open: Socket[] = [];
beforeAll(async () => {
  server = await startTestServer();
  second = await startTestServer({ databaseUrl: server.databaseUrl });
  [here, there] = [await openConsole(server), await openConsole(second)];
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.disconnect();
  await server.query('DELETE FROM preflights');
});
afterAll(async () => {
  for (const client of [here, there]) client?.socket.disconnect();
  await second.remove();
  await server.remove();
});

const token = (): string => tokenOf(here?.state.preflightUrl ?? '');
const kept = (socket: Socket): Socket => {
  open.push(socket);
  return socket;
};
async function welcomed(auth: object = {}): Promise<[Socket, PreflightWelcome]> {
  const socket = kept(connect(server, '/preflight', auth));
  return [socket, await nextMessage<PreflightWelcome>(socket, 'preflight:welcomed')];
}
const ask = <T>(socket: Socket, message: string, value: object): Promise<Answer<T>> =>
  socket.emitWithAck(message, value) as Promise<Answer<T>>;
async function refusal(socket: Socket, message: string, value: object): Promise<string> {
  const answer = await ask(socket, message, value);
  return answer.ok ? 'answered' : answer.failure.code;
}
const clients = (): ConsoleClient[] => [here ?? raise(), there ?? raise()];

describe('a page without a preflight link', () => {
  test('[V1] is admitted, may read the clock, and receives nothing about the room', async () => {
    const [socket, welcome] = await welcomed();
    const received: string[] = [];
    socket.onAny((message: string) => received.push(message));
    expect(welcome).toEqual({ networkOrigin: 'this-machine', mayReport: false });
    const before = Date.now();
    const answer = await ask<{ at: number }>(socket, 'clock:read', {});
    expect(answer.ok && answer.value.at >= before && answer.value.at <= Date.now()).toBe(true);

    const [client] = clients();
    const locked = client?.waitForMessage('event:changed', ({ locked: is }) => is);
    await client?.ask('room:lock', { locked: true });
    await locked;
    await client?.ask('room:lock', { locked: false });
    await ask(socket, 'clock:read', {}); // earlier messages have arrived by now
    expect(received).toEqual([]);
  });

  test('[V2] may not report, nor may a page with the token of another link', async () => {
    for (const auth of [{}, { token: tokenOf(server.links.stage) }, { token: 'made up' }]) {
      const [socket, { mayReport }] = await welcomed(auth);
      expect([mayReport, await refusal(socket, 'preflight:report', report)]).toEqual([false, 'unauthorized']);
    }
    expect((await openConsole(server)).state.preflights).toEqual([]);
  });

  test('[H6] cannot use a preflight token for stage or console', async () => {
    expect(await connectionResult(kept(connect(server, '/stage', { token: token() })), 'stage:welcomed')).toBe(
      'unauthorized',
    );
    expect(await connectionResult(kept(connect(server, '/console', { token: token() })), 'console:welcomed')).toBe(
      'unauthorized',
    );
  });

  test('[H1] is rejected with unknown fields or an old protocol', async () => {
    const refused = await connectionResult(kept(connect(server, '/preflight', { admin: true })), 'preflight:welcomed');
    expect(refused).toBe('invalid-message');
    const old = await connectionResult(kept(connect(server, '/preflight', { protocol: 0 })), 'preflight:welcomed');
    expect(old).toBe('protocol-mismatch');
  });

  test('[V1] is rejected above a hundred connections, while pages with the link are admitted', async () => {
    const sockets = Array.from({ length: MAX_ANONYMOUS }, () => kept(connect(server, '/preflight', {})));
    expect(new Set(await Promise.all(sockets.map((socket) => connectionResult(socket, 'preflight:welcomed'))))).toEqual(
      new Set(['welcomed']),
    );
    expect(await connectionResult(kept(connect(server, '/preflight', {})), 'preflight:welcomed')).toBe('overloaded');
    await welcomed({ token: token() });
    sockets[0]?.disconnect();
    const late = async (): Promise<string> =>
      connectionResult(kept(connect(server, '/preflight', {})), 'preflight:welcomed');
    await expect.poll(late).toBe('welcomed');
  });
});

describe('the network origin of a page', () => {
  const through = (forwarded: string): Promise<PreflightWelcome> =>
    nextMessage(
      kept(
        io(`${server.url}/preflight`, {
          ...{ auth: { protocol: PROTOCOL_VERSION }, transports: ['websocket'], forceNew: true },
          extraHeaders: { 'x-forwarded-for': forwarded },
        }),
      ),
      'preflight:welcomed',
    );

  test('[V1] is derived from the address that a proxy on this machine reports', async () => {
    expect(await through('192.168.0.7')).toMatchObject({ networkOrigin: 'local-network' });
    expect(await through('8.8.8.8')).toMatchObject({ networkOrigin: 'internet' });
    expect(await through('10.0.0.1, 8.8.8.8')).toMatchObject({ networkOrigin: 'internet' }); // clients are not trusted
  });

  test('[V1] is the same over long-polling', async () => {
    const socket = io(`${server.url}/preflight`, {
      ...{ auth: { protocol: PROTOCOL_VERSION }, transports: ['polling'], forceNew: true },
      extraHeaders: { 'x-forwarded-for': '192.168.0.7' },
    });
    expect(await nextMessage(kept(socket), 'preflight:welcomed')).toMatchObject({ networkOrigin: 'local-network' });
  });
});

describe('a report', () => {
  test('[V2] is stored and sent to consoles on every node, newest first', async () => {
    const [socket, welcome] = await welcomed({ token: token() });
    expect(welcome.mayReport).toBe(true);
    const changed = clients().map((client) =>
      client.waitForMessage('preflights:changed', ({ length }) => length === 2),
    );
    const first = await ask<Preflight>(socket, 'preflight:report', report);
    const other = await ask<Preflight>(socket, 'preflight:report', { ...report, device: 'Android, Chrome 150' });
    if (!first.ok || !other.ok) throw new Error('a report was refused');
    expect(first.value).toEqual({ ...report, id: first.value.id, at: first.value.at, networkOrigin: 'this-machine' });
    for (const list of await Promise.all(changed)) expect(list).toEqual([other.value, first.value]);
    const late = await openConsole(second);
    expect(late.state.preflights).toEqual([other.value, first.value]);
    late.socket.disconnect();
  });

  test.each([
    ['an unknown field', { ...report, phone: 'mine' }],
    ['a negative number', { ...report, rateHz: -1 }],
    ['no device', { ...report, device: ' ' }],
    ['an unknown state', { ...report, motion: 'wild' }],
  ])('[M2] with %s is rejected', async (_what, bad) => {
    const [socket] = await welcomed({ token: token() });
    expect(await refusal(socket, 'preflight:report', bad)).toBe('invalid-message');
  });

  test('[V2] replaces the oldest above fifty', async () => {
    const [socket] = await welcomed({ token: token() });
    const number = MAX_PREFLIGHTS + 2;
    const full = here?.waitForMessage('preflights:changed', ([newest]) => newest?.device === `phone ${number}`);
    for (let i = 1; i <= number; i++)
      expect(await refusal(socket, 'preflight:report', { ...report, device: `phone ${i}` })).toBe('answered');
    expect((await full)?.map(({ device }) => device)).toEqual(
      Array.from({ length: MAX_PREFLIGHTS }, (_, i) => `phone ${number - i}`),
    );
    expect(await server.query('SELECT count(*)::int FROM preflights')).toEqual([{ count: MAX_PREFLIGHTS }]);
  });

  test('[V2] of another version is skipped', async () => {
    await server.query(
      `INSERT INTO preflights (event_id, network, report) SELECT id, 'internet', '{"device":"old"}' FROM events`,
    );
    const [socket] = await welcomed({ token: token() });
    const changed = here?.waitForMessage('preflights:changed');
    await ask(socket, 'preflight:report', report);
    expect((await changed)?.map(({ device }) => device)).toEqual([report.device]);
  });
});

describe('the list of reports', () => {
  test('[V2] can be cleared by moderators, on every node, and logs that; viewers are rejected', async () => {
    const [socket] = await welcomed({ token: token() });
    const ids: string[] = [];
    for (const device of ['one', 'two', 'three']) {
      const answer = await ask<Preflight>(socket, 'preflight:report', { ...report, device });
      if (answer.ok) ids.push(answer.value.id);
    }
    const [client, other] = clients();
    const invite = (role: string): Promise<string> => client?.ask('member:invite', { role, note: '' }) ?? raise();
    const viewer = await openConsole(server, await becomeMember(await invite('viewer'), 'Vera'));
    expect(await viewer.refusal('preflight:remove', { id: null })).toBe('forbidden');
    viewer.socket.disconnect();
    const moderator = await openConsole(server, await becomeMember(await invite('moderator'), 'Mona'));

    const without = other?.waitForMessage('preflights:changed', ({ length }) => length === 2);
    const left = await moderator.ask<Preflight[]>('preflight:remove', { id: ids[1] });
    expect(left.map(({ device }) => device)).toEqual(['three', 'one']);
    expect(await without).toEqual(left);
    expect(await moderator.ask('preflight:remove', { id: ids[1] })).toEqual(left); // gone already

    const empty = other?.waitForMessage('preflights:changed', ({ length }) => length === 0);
    expect(await moderator.ask('preflight:remove', { id: null })).toEqual([]);
    await empty;
    moderator.socket.disconnect();
    const audit = (): Promise<{ by: string; did: string }[]> =>
      client?.ask('audit:list', { before: null, limit: 3 }) ?? raise();
    await expect
      .poll(async () => (await audit()).map(({ by, did }) => `${by} ${did}`))
      .toEqual(['Mona preflight:remove', 'Mona preflight:remove', 'Mona preflight:remove']);
  });

  test('[V2] belongs to the current event, and accepts reports by links of earlier ones', async () => {
    const earlier = token();
    const [before] = await welcomed({ token: earlier });
    await ask(before, 'preflight:report', report);
    const [client] = clients();
    const emptied = client?.waitForMessage('console:welcomed', ({ preflights }) => preflights.length === 0);
    const { event, books } = client?.state ?? raise();
    await client?.ask('event:begin', { after: event.code, title: 'Next', bookId: books.current });
    await emptied;
    const [socket, { mayReport }] = await welcomed({ token: earlier });
    expect(mayReport).toBe(true);
    const changed = client?.waitForMessage('preflights:changed');
    await ask(socket, 'preflight:report', { ...report, device: 'late' });
    expect((await changed)?.map(({ device }) => device)).toEqual(['late']);
  });
});

function raise(): never {
  throw new Error('no console is open');
}
