import type { Answer, Failure, FailureCode, StoredCast } from '@wandcast/protocol';
import { encodeBatch, packSamples } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import {
  connect,
  connectWand,
  connectionResult,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

let server: TestServer;
let wand: Socket;
let neighbor: Socket;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  server.log.length = 0;
  [wand, neighbor] = [connectWand(server), connectWand(server)];
  await Promise.all([nextMessage(wand, 'wand:welcomed'), nextMessage(neighbor, 'wand:welcomed')]);
});

/** After each test, the wand and its neighbor can still cast. */
afterEach(async () => {
  for (const socket of [neighbor, wand]) {
    const answer = (await socket.emitWithAck('cast:replay', castMessages().replay)) as Answer<StoredCast>;
    expect(answer.ok).toBe(true);
    socket.disconnect();
  }
});

const refusedBy = (socket: Socket) => nextMessage<{ castId: string | null; failure: Failure }>(socket, 'cast:refused');
const isLogged = (code: FailureCode) => server.log.some((line) => line['code'] === code);

describe('a damaged stream is refused with its failure code and logged', () => {
  const backwards = () => castMessages([...circle(10), { t: 3, linear: [1, 1, 1] }]);
  test.each<[FailureCode, () => { start: object; batches: Uint8Array[] }]>([
    ['batch-malformed', () => ({ ...castMessages(), batches: [new Uint8Array([1, 1, 0, 0, 0, 0, 7])] })],
    [
      'batch-malformed',
      () => ({
        ...castMessages(),
        batches: [encodeBatch({ stream: 0, sequence: 0, ...packSamples([{ t: 0, gravity: [0, 0, 9] }], 2) })],
      }),
    ],
    [
      'batch-oversized',
      () => ({ ...castMessages(), batches: [encodeBatch({ stream: 0, sequence: 0, ...packSamples(circle(200), 1) })] }),
    ],
    ['batch-out-of-order', () => ({ ...castMessages(), batches: castMessages().batches.slice(1) })],
    ['time-backwards', backwards],
    ['cast-unknown', () => ({ ...castMessages(), start: { ...castMessages().start, stream: 9 } })],
  ])('%s', async (code, make) => {
    const { start, batches } = make();
    const refused = refusedBy(wand);
    wand.emit('cast:start', start);
    for (const batch of batches) wand.emit('cast:samples', batch);
    const { failure } = await refused;
    expect(failure.code).toBe(code);
    expect(failure.message.length).toBeGreaterThan(10);
    expect(isLogged(code)).toBe(true);
  });

  test('batch-malformed for samples that are not bytes', async () => {
    const refused = refusedBy(wand);
    wand.emit('cast:samples', { not: 'bytes' });
    expect((await refused).failure.code).toBe('batch-malformed');
  });
});

describe('an end that does not match its samples is refused with its failure code', () => {
  async function end(change: object, batches = castMessages().batches): Promise<FailureCode | 'stored'> {
    const cast = castMessages();
    wand.emit('cast:start', cast.start);
    for (const batch of batches) wand.emit('cast:samples', batch);
    const answer = (await wand.emitWithAck('cast:end', { ...cast.end, ...change })) as Answer<StoredCast>;
    return answer.ok ? 'stored' : answer.failure.code;
  }
  test('[C3] a wrong count', async () => {
    expect(await end({ count: 89 })).toBe('count-mismatch');
  });
  test('[C3] a missing batch', async () => {
    expect(await end({}, castMessages().batches.slice(0, 1))).toBe('count-mismatch');
  });
  test('[C3] a wrong checksum', async () => {
    expect(await end({ checksum: 1 })).toBe('checksum-mismatch');
  });
});

describe('an invalid replay is refused with its failure code', () => {
  const good = castMessages().replay;
  test.each<[string, FailureCode, object]>([
    ['NaN as a time', 'invalid-message', { startedAt: NaN }],
    ['an unknown spell', 'spell-unknown', { spell: 'avada' }],
    ['a wrong count', 'count-mismatch', { count: 12 }],
    ['a wrong checksum', 'checksum-mismatch', { checksum: 12 }],
    ['half a sample', 'batch-malformed', { samples: good.samples.slice(0, 11) }],
    ['a byte too many', 'batch-malformed', { samples: new Uint8Array([...good.samples, 0]) }],
    [
      'time running backwards',
      'time-backwards',
      castMessages([
        { t: 9, linear: [0, 0, 0] },
        { t: 0, linear: [0, 0, 0] },
      ]).replay,
    ],
    ['too few samples', 'cast-too-short', castMessages(circle(2)).replay],
    ['an unknown field', 'invalid-message', { admin: true }],
  ])('%s', async (_what, code, change) => {
    const answer = (await wand.emitWithAck('cast:replay', {
      ...castMessages().replay,
      ...change,
    })) as Answer<StoredCast>;
    expect(answer).toMatchObject({ ok: false, failure: { code } });
    expect(isLogged(code)).toBe(true);
  });

  test('a cast longer than 30 s', async () => {
    const late = castMessages().packed.words.slice();
    late[late.length - 4] = -1; // the last time: 32.8 s
    const samples = new Uint8Array(late.buffer);
    const answer = (await wand.emitWithAck('cast:replay', { ...castMessages().replay, samples })) as Answer<StoredCast>;
    expect(answer).toMatchObject({ ok: false, failure: { code: 'cast-too-long' } });
  });
});

test('[M2] a refusal of what cannot be read is held back, and what follows is not', async () => {
  const answered: string[] = [];
  const ask = async (name: string, message: object): Promise<void> => {
    const answer = (await wand.emitWithAck(name, message)) as Answer<never>;
    answered.push(answer.ok ? name : answer.failure.code);
  };
  await Promise.all([ask('casts:list', { limit: 'many' }), ask('room:lock', {}), ask('clock:read', {})]);
  expect(answered[0]).toBe('clock:read');
  expect(answered.slice(1).sort()).toEqual(['invalid-message', 'unknown-message']);
});

describe('an unknown message', () => {
  test('[M2] is refused in the acknowledgement, if one was requested', async () => {
    const answer = (await wand.emitWithAck('room:lock', { locked: true })) as Answer<never>;
    expect(answer).toMatchObject({ ok: false, failure: { code: 'unknown-message' } });
  });
  test('[M2] is otherwise refused with cast:refused', async () => {
    const refused = refusedBy(wand);
    wand.emit('cast:steal', { castId: 'x' });
    expect((await refused).failure.code).toBe('unknown-message');
  });
  test.each(['constructor', '__proto__', 'toString'])('[M2] also if it is called %s', async (name) => {
    const answer = (await wand.emitWithAck(name, {})) as Answer<never>;
    expect(answer).toMatchObject({ ok: false, failure: { code: 'unknown-message' } });
  });
});

describe('the handshake', () => {
  test.each([1, 99])('[H2] rejects protocol version %i and says to reload', async (protocol) => {
    const old = connectWand(server, { protocol });
    const error = await nextMessage<Error & { data: Failure }>(old, 'connect_error');
    expect(error.data).toMatchObject({
      code: 'protocol-mismatch',
      message: expect.stringContaining('Reload') as string,
    });
  });

  test.each<[string, string, object]>([
    ['an unknown code', 'event-unknown', { code: 'NOPE99' }],
    ['no key', 'invalid-message', { key: '' }],
    ['no name', 'invalid-message', { profile: { nickname: '', sigil: 'moth', metal: 'brass' } }],
  ])('[H3] rejects %s', async (_what, code, change) => {
    expect(await connectionResult(connectWand(server, change), 'wand:welcomed')).toBe(code);
  });

  test('[H5] rejects new participants of a locked event and admits known ones', async () => {
    const key = 'a'.repeat(43);
    const known = connectWand(server, { key });
    await nextMessage(known, 'wand:welcomed');
    known.disconnect();
    const client = connect(server, '/console', { token: server.owner });
    await nextMessage(client, 'console:welcomed');
    await client.emitWithAck('room:lock', { locked: true });
    const [newcomer, again] = [connectWand(server), connectWand(server, { key })];
    expect(
      await Promise.all([connectionResult(newcomer, 'wand:welcomed'), connectionResult(again, 'wand:welcomed')]),
    ).toEqual(['event-locked', 'welcomed']);
    await client.emitWithAck('room:lock', { locked: false });
    again.disconnect();
    client.disconnect();
  });

  test('[H5] rejects new participants of a full event', async () => {
    const before = await startTestServer();
    await before.query('UPDATE events SET capacity = 1');
    const small = await before.restart();
    const first = connectWand(small);
    const answers = [
      await connectionResult(first, 'wand:welcomed'),
      await connectionResult(connectWand(small), 'wand:welcomed'),
    ];
    first.disconnect();
    await small.remove();
    expect(answers).toEqual(['welcomed', 'event-full']);
  });

  test('[H6] rejects the token of another namespace', async () => {
    const [stage, client] = [tokenOf(server.links.stage), server.owner];
    const results = await Promise.all([
      connectionResult(connect(server, '/console', { token: stage }), 'console:welcomed'),
      connectionResult(connect(server, '/stage', { token: client }), 'stage:welcomed'),
      connectionResult(connect(server, '/stage', { token: 'x' }), 'stage:welcomed'),
      connectionResult(connect(server, '/console', {}), 'console:welcomed'),
    ]);
    expect(results).toEqual(['unauthorized', 'unauthorized', 'unauthorized', 'unauthorized']);
  });

  test('[S3] a stage may not send console messages', async () => {
    const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
    await nextMessage(stage, 'stage:welcomed');
    const answer = (await stage.emitWithAck('room:lock', { locked: true })) as Answer<never>;
    stage.disconnect();
    expect(answer).toMatchObject({ ok: false, failure: { code: 'unknown-message' } });
  });

  test('[M4] a message over 96 kB closes the connection', async () => {
    const loud = connectWand(server);
    await nextMessage(loud, 'wand:welcomed');
    const gone = nextMessage(loud, 'disconnect');
    loud.emit('cast:samples', new Uint8Array(120_000));
    await gone;
    loud.disconnect();
  });

  test('[M5] too many messages close the connection', async () => {
    const loud = connectWand(server);
    await nextMessage(loud, 'wand:welcomed');
    const gone = nextMessage(loud, 'disconnect');
    const { castId } = castMessages();
    for (let i = 0; i < 20_000; i++) loud.emit('cast:cancel', { castId });
    await gone;
    expect(server.log.map(({ reason }) => reason)).toContain('too-many-messages');
    loud.disconnect();
  });

  test('[M5] refuses requests beyond the limit as overloaded, and stays open', async () => {
    const eager = connectWand(server);
    await nextMessage(eager, 'wand:welcomed');
    const casts = Array.from({ length: 30 }, () => castMessages().replay);
    const answers = (await Promise.all(
      casts.map((cast) => eager.emitWithAck('cast:replay', cast)),
    )) as Answer<StoredCast>[];
    const codes = answers.map((answer) => (answer.ok ? 'stored' : answer.failure.code));
    expect(new Set(codes)).toEqual(new Set(['stored', 'overloaded']));
    const last = (await eager.emitWithAck('cast:replay', castMessages().replay)) as Answer<StoredCast>;
    expect(last.ok).toBe(true);
    eager.disconnect();
  });
});
