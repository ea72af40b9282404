import { request } from 'node:http';
import type { Answer, FetchedCasts, StoredCast } from '@wandcast/protocol';
import pg from 'pg';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { connectWand, nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';

/** Three pages of an export, and more than one answer of a wand. */
const CASTS = 45;

let server: TestServer;
let wand: Socket;
const castIds: string[] = [];
beforeAll(async () => {
  server = await startTestServer();
  wand = connectWand(server);
  await nextMessage(wand, 'wand:welcomed');
  for (let n = 0; n < CASTS; n++) {
    const { replay, castId } = castMessages();
    const answer = (await wand.emitWithAck('cast:replay', replay)) as Answer<StoredCast>;
    expect(answer.ok).toBe(true);
    castIds.push(castId);
  }
});
afterAll(async () => {
  wand.disconnect();
  await server.remove();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * Watches queries that read samples.
 * @param until they are answered when it resolves
 * @returns how many there were, and the most at the same time
 */
function watchReads(until: Promise<void> = Promise.resolve()): () => { readonly count: number; readonly most: number } {
  let [count, running, most] = [0, 0, 0];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its client below
  const original = pg.Client.prototype.query as unknown as (...args: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [query] = args as [string | { text?: string } | undefined];
    const text = (typeof query === 'string' ? query : query?.text) ?? '';
    const done = args.at(-1);
    if (!/^\s*SELECT .*(?:"casts"\."samples"|\bc\.samples)/s.test(text) || typeof done !== 'function')
      return original.apply(this, args);
    count++;
    most = Math.max(most, ++running);
    const onDone = (...results: unknown[]): void => {
      running--;
      void until.then(() => {
        (done as (...results: unknown[]) => void)(...results);
      });
    };
    return original.apply(this, [...args.slice(0, -1), onDone]);
  });
  return () => ({ count, most });
}

test('exports that are asked for at the same time are read one page at a time, and are all whole', async () => {
  const reads = watchReads();
  const paths = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? '/api/casts.ndjson' : '/api/casts.csv'));
  const files = await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${server.owner}` } });
      return response.text();
    }),
  );
  expect(reads().count).toBeGreaterThanOrEqual(12 * 3);
  expect(reads().most).toBe(1);
  expect(new Set(files).size).toBe(2);
  expect(files[0]?.trim().split('\n')).toHaveLength(CASTS);
  const [header = '', ...lines] = files[1]?.trim().split('\n') ?? [];
  const numbers = lines.map((line) => line.split(',')[header.split(',').indexOf('recording_num')]);
  expect(new Set(numbers).size).toBe(CASTS);
});

test('downloads whose clients leave before their turn are dropped, and are no errors', async () => {
  let answerAll = (): void => undefined;
  const reads = watchReads(new Promise((resolve) => (answerAll = resolve)));
  const leaving = new AbortController();
  const ask = (path: string, signal: AbortSignal | null = null): Promise<Response> =>
    fetch(server.url + path, { headers: { authorization: `Bearer ${server.owner}` }, signal });
  const first = ask('/api/casts.ndjson');
  await expect.poll(() => reads().count).toBe(1);
  const dropped = ['/api/casts.ndjson', '/api/casts.csv.gz', '/api/casts/overview'].map((path) =>
    ask(path, leaving.signal),
  );
  const settled = Promise.allSettled(dropped);
  // All have passed their guard once a later one is refused by its handler.
  expect((await ask('/api/casts/overview?since=yesterday')).status).toBe(400);
  leaving.abort();
  expect((await settled).map(({ status }) => status)).toEqual(dropped.map(() => 'rejected'));
  expect((await ask('/health')).status).toBe(200);
  answerAll();
  expect((await (await first).text()).trim().split('\n')).toHaveLength(CASTS);
  expect((await (await ask('/api/casts.ndjson')).text()).trim().split('\n')).toHaveLength(CASTS);
  expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

test('of sixty downloads of a member that nobody reads, most are refused or not begun, and casts are stored', async () => {
  let answerAll = (): void => undefined;
  const reads = watchReads(new Promise((resolve) => (answerAll = resolve)));
  const answered = new Map<number, number>();
  const asked = Array.from({ length: 60 }, () => {
    const headers = { authorization: `Bearer ${server.owner}` };
    const one = request(`${server.url}/api/casts.ndjson`, { headers, agent: false });
    one.on('error', () => undefined); // cut below
    one.on('response', ({ statusCode = 0 }) => answered.set(statusCode, (answered.get(statusCode) ?? 0) + 1));
    return one.end();
  });
  await vi.waitUntil(() => answered.get(429) === 60 - 3 - 24 && reads().count > 0, 20_000);
  const { replay } = castMessages();
  expect(((await wand.emitWithAck('cast:replay', replay)) as Answer<StoredCast>).ok).toBe(true);
  castIds.push(replay.castId);
  expect(reads()).toEqual({ count: 1, most: 1 });
  for (const one of asked) one.destroy();
  answerAll();
  const response = await fetch(`${server.url}/api/casts.ndjson`, {
    headers: { authorization: `Bearer ${server.owner}` },
  });
  expect((await response.text()).trim().split('\n')).toHaveLength(castIds.length);
});

test('[M5] a wand that asks for its casts several times at once is answered one after another', async () => {
  const reads = watchReads();
  const answers = await Promise.all(
    Array.from(
      { length: 8 },
      (_, n) => wand.emitWithAck('casts:fetch', { castIds: castIds.slice(n, n + 20) }) as Promise<Answer<FetchedCasts>>,
    ),
  );
  expect(answers.map((answer) => (answer.ok ? answer.value.casts.map(({ castId }) => castId) : []))).toEqual(
    answers.map((_, n) => castIds.slice(n, n + 20)),
  );
  expect(reads()).toEqual({ count: 8, most: 1 });
});

test('[M5] eight requests of a wand wait, on all of its connections, and those of a connection that ends are dropped', async () => {
  let answerAll = (): void => undefined;
  const reads = watchReads(new Promise((resolve) => (answerAll = resolve)));
  const key = 'several-connections-of-one-and-the-same-key';
  const [one, other] = [connectWand(server, { key }), connectWand(server, { key })];
  await Promise.all([nextMessage(one, 'wand:welcomed'), nextMessage(other, 'wand:welcomed')]);
  const ask = (page: Socket): Promise<Answer<FetchedCasts>> =>
    page.emitWithAck('casts:fetch', { castIds: [castIds[0]] });
  const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.failure.code);
  for (let n = 0; n < 8; n++) ask(one).catch(() => undefined); // one is read, seven wait
  await expect.poll(() => reads().count).toBe(1);
  await one.emitWithAck('clock:read', {}); // refused as the ninth, so the eight have arrived
  const waits = ask(other);
  const refused = await Promise.all(Array.from({ length: 7 }, () => ask(other)));
  expect(refused.map(codeOf)).toEqual(refused.map(() => 'overloaded'));
  const before = await connectedWands();
  one.disconnect();
  await expect.poll(connectedWands).toBeLessThan(before);
  answerAll();
  expect(codeOf(await waits)).toBe('ok');
  expect(codeOf(await ask(other))).toBe('ok');
  expect(reads()).toEqual({ count: 3, most: 1 }); // none of the seven
  expect(server.log.filter(({ code }) => code !== 'overloaded')).toEqual([]);
  other.disconnect();
});

/** Connections of wands that the server has. */
async function connectedWands(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^wandcast_connections\{role="wand"\} (\d+)$/m.exec(text)?.[1]);
}
