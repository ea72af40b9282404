import { describe, expect, test } from 'vitest';
import { ServerClock, type ClockTransport } from '@wandcast/protocol';

/** A phone's two clocks, and a room whose own is `ahead` of the first; an answer takes `trips` ms, one after the other. */
function desk(byMs: number, trips: readonly number[] = [40]) {
  let [at, set, ahead] = [1_000_000, 0, byMs];
  const told: { offsetMs: number; roundTripMs: number }[] = [];
  let asked = 0;
  return {
    clock: new ServerClock(
      () => at + set,
      () => at,
    ),
    told,
    goesAhead: (ms: number) => void (ahead = ms),
    pass: (ms: number) => void (at += ms),
    /** Someone sets the phone's clock. */
    setBy: (ms: number) => void (set += ms),
    line: {
      read() {
        const trip = trips[asked++ % trips.length] ?? 0;
        at += trip / 4; // the way there is the shorter one
        const answer = { ok: true, value: { at: at + ahead } } as const;
        at += (3 * trip) / 4;
        return Promise.resolve(answer);
      },
      tell: (reading) => void told.push(reading),
    } satisfies ClockTransport,
    /** Until all that was asked is answered. */
    settled: () => new Promise((resolve) => setTimeout(resolve, 0)),
  };
}

describe('[Z1] the clock of a wand', () => {
  test('is its own before the first reading, and nobody pretends otherwise', () => {
    const { clock } = desk(5_000);
    expect(clock.offsetMs).toBeNull();
    expect(clock.serverNow()).toBe(1_000_000);
  });

  test('is read a few times at a connection, the quickest answer counts, and the room is told', async () => {
    const { clock, line, told, settled } = desk(5_000, [400, 20, 90]);
    clock.open(line);
    await settled();
    expect(clock.offsetMs).toBe(4_995); // off by a quarter of 20 ms: within half the round trip
    expect(told).toEqual([{ offsetMs: 4_995, roundTripMs: 20 }]);
    clock.close();
  });

  test('stays as it was while the room is out of reach, and is measured anew by whoever answers then', async () => {
    const room = desk(5_000, [0]);
    room.clock.open(room.line);
    await room.settled();
    room.clock.close();
    room.pass(60_000);
    expect(room.clock.serverNow()).toBe(1_065_000);
    room.goesAhead(-700);
    room.clock.open({ ...room.line, tell: room.line.tell });
    expect(room.clock.offsetMs).toBe(5_000);
    await room.settled();
    expect(room.clock.offsetMs).toBe(-700);
    room.clock.close();
  });

  test('notices that the phone’s clock was set, and reads again at once', async () => {
    const room = desk(5_000, [0]);
    room.clock.open(room.line);
    await room.settled();
    room.setBy(3_600_000);
    room.clock.serverNow();
    await room.settled();
    expect(room.clock.serverNow()).toBe(1_005_000);
    expect(room.clock.offsetMs).toBe(-3_595_000);
    expect(room.told).toHaveLength(2);
    room.clock.close();
  });

  test('does not count a reading during which the phone’s clock was set', async () => {
    const room = desk(5_000, [0]);
    await room.clock.read(() => {
      room.setBy(60_000);
      return room.line.read();
    });
    expect(room.clock.offsetMs).toBeNull();
  });

  test('lives with a room that does not answer', async () => {
    const room = desk(5_000);
    room.clock.open({ ...room.line, read: () => Promise.reject(new Error('timeout')) });
    await room.settled();
    expect(room.clock.offsetMs).toBeNull();
    expect(room.told).toEqual([]);
    room.clock.close();
  });
});
