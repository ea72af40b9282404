import { createServer, connect as connectTo, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { starterSpellbook } from '@wandcast/gesture';
import type { CastId, Round } from '@wandcast/protocol';
import { Wand, memoryStore, newKey, type CastStore } from '@wandcast/wand';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { casts, openConsole } from '../../support/console-client.js';
import { profile, startTestServer, type TestServer } from '../../support/test-server.js';

const DAY = 86_400_000;
const order = starterSpellbook[1] ?? raise();

let server: TestServer;
let network: Network;
let round: Round;
beforeAll(async () => {
  server = await startTestServer({ roundLead: 0 });
  network = await openNetwork(Number(new URL(server.url).port));
  const client = await openConsole(server);
  round = await client.ask<Round>('round:start', { kind: 'order', spell: order.id, seconds: 600 });
});
const wands: Wand[] = [];
afterEach(() => {
  for (const wand of wands.splice(0)) wand.leave();
});
afterAll(async () => {
  await network.close();
  await server.remove();
});

/** A phone whose clock is `ahead.ms` ahead. */
/** How far the clocks of all phones are wrong from the start, ms: only a reading of the server's clock corrects it. */
const WRONG = 420_000;

async function join(ahead: { ms: number }, store: CastStore = memoryStore(), key = newKey()): Promise<Wand> {
  const now = (): number => Date.now() + WRONG + ahead.ms;
  const wand = new Wand({ url: network.url, code: server.code, key, profile, store, now });
  wands.push(wand);
  wand.join();
  await stateOf(wand, 'joined');
  await expect.poll(() => Math.abs(wand.serverNow() - Date.now())).toBeLessThan(1_000); // the clock was read
  return wand;
}
const stateOf = (wand: Wand, kind: string) => expect.poll(() => wand.state.kind).toBe(kind);

/** Casts the spell of the round. @param inTheMiddle is called after half of the samples */
function cast(wand: Wand, inTheMiddle: () => void = () => undefined): { castId: CastId; madeAt: number } {
  const { t, linear } = casts(order.glyph ?? '', 1, 1, 3)[0]?.[0] ?? raise();
  const recording = wand.startCast({ intent: 'cast', spell: null, source: 'simulated', channels: 1 });
  const madeAt = Date.now();
  for (const [i, time] of Array.from(t).entries()) {
    if (i === Math.floor(t.length / 2)) inTheMiddle();
    recording.add({ t: time, linear: [linear?.x[i] ?? 0, linear?.y[i] ?? 0, linear?.z[i] ?? 0] });
  }
  recording.finish();
  return { castId: recording.castId, madeAt };
}

/** Resolves when the cast is stored: with the error of its date, and whether it is in the round. */
async function stored({ castId, madeAt }: { castId: CastId; madeAt: number }) {
  const rows = () => server.query<{ began_at: Date | null }>('SELECT began_at FROM casts WHERE id = $1', [castId]);
  await expect.poll(rows).toHaveLength(1);
  const at = (await rows())[0]?.began_at?.getTime() ?? NaN;
  return { errorMs: Math.abs(at - madeAt), inRound: at >= round.startsAt && at < round.endsAt };
}
/** Longer than a cast of this test, ms. The server dates no cast so late that it would not have ended yet. */
const LONGEST = 2_500;
const ended = ({ madeAt }: { madeAt: number }) => expect.poll(() => Date.now()).toBeGreaterThan(madeAt + LONGEST);

describe('[Z2] a phone whose clock is set by a day', () => {
  test.each([DAY, -DAY])('while it casts (%i ms) casts in the round', async (jump) => {
    await roundIsOld();
    const ahead = { ms: 0 };
    const wand = await join(ahead);
    const { errorMs, inRound } = await stored(cast(wand, () => (ahead.ms = jump)));
    expect(errorMs).toBeLessThan(LONGEST);
    expect(inRound).toBe(true);
    expect((await stored(cast(wand))).inRound).toBe(true); // and afterwards
  });

  test.each([DAY, -DAY])('while it waits offline (%i ms) dates its casts to a second', async (jump) => {
    await roundIsOld();
    const [ahead, store, key] = [{ ms: 0 }, memoryStore(), newKey()];
    const wand = await join(ahead, store, key);
    const made = await offline(async () => {
      await stateOf(wand, 'lost');
      const first = cast(wand, () => (ahead.ms = jump)); // set in the middle
      const second = cast(wand);
      ahead.ms = 0; // corrected
      const third = cast(wand);
      await expect.poll(() => wand.waiting).toBe(3);
      await ended(third);
      return [first, second, third];
    });
    for (const one of made) {
      const { errorMs, inRound } = await stored(one);
      expect(errorMs).toBeLessThan(1_000);
      expect(inRound).toBe(true);
    }
    const [scored] = await server.query<{ casts: number }>(
      `SELECT count(*)::int AS casts FROM casts c JOIN rounds r ON r.event_id = c.event_id
        AND c.began_at >= r.starts_at AND c.began_at < r.ends_at WHERE c.id = ANY($1)`,
      [made.map(({ castId }) => castId)],
    );
    expect(scored?.casts).toBe(3);
  });

  test('and whose page is closed before it is back, too', async () => {
    await roundIsOld();
    const [ahead, store, key] = [{ ms: 0 }, memoryStore(), newKey()];
    const closed = await join(ahead, store, key);
    const made = await offline(async () => {
      await stateOf(closed, 'lost');
      ahead.ms = DAY;
      const one = cast(closed);
      await expect.poll(() => store.list()).toHaveLength(1);
      closed.leave();
      await ended(one);
      return one;
    });
    await join({ ms: 0 }, store, key); // the next page; its monotonic clock has another origin
    const { errorMs, inRound } = await stored(made);
    expect(errorMs).toBeLessThan(1_000);
    expect(inRound).toBe(true);
  });
});

/** The way between phones and server. */
interface Network {
  readonly url: string;
  /** Ends every connection, and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

async function openNetwork(port: number): Promise<Network> {
  let isCut = false;
  const open = new Set<Socket>();
  const way = createServer((phone) => {
    if (isCut) return void phone.destroy();
    const onward = connectTo(port, '127.0.0.1');
    for (const [one, other] of [
      [phone, onward],
      [onward, phone],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const cut = (): void => {
    isCut = true;
    for (const one of open) one.destroy();
  };
  return {
    url: `http://127.0.0.1:${(way.address() as AddressInfo).port}`,
    cut,
    mend: () => void (isCut = false),
    async close() {
      cut();
      way.close();
      await once(way, 'close');
    },
  };
}

async function offline<T>(during: () => Promise<T>): Promise<T> {
  network.cut();
  const result = await during();
  network.mend();
  return result;
}

/** Until a streamed cast, whose samples all come at once, is in the round even if it is dated back by its duration. */
async function roundIsOld(): Promise<void> {
  await ended({ madeAt: round.startsAt });
}

function raise(): never {
  throw new Error('missing');
}
