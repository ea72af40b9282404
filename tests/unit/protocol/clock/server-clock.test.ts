import { describe, expect, test } from 'vitest';
import { ServerClock, type ClockTransport } from '@wandcast/protocol';

/**
 * Simulates a phone's wall clock and monotonic clock, and a server clock that is ahead of the wall clock.
 * @param aheadMs how far the server is ahead  @param roundTrips of successive requests, ms; repeats when used up
 */
function simulate(aheadMs: number, roundTrips: readonly number[] = [40]) {
  let [at, wallOffset, ahead] = [1_000_000, 0, aheadMs];
  const reports: { offsetMs: number; roundTripMs: number }[] = [];
  let requests = 0;
  return {
    clock: new ServerClock(
      () => at + wallOffset,
      () => at,
    ),
    reports,
    setServerAhead: (ms: number) => void (ahead = ms),
    pass: (ms: number) => void (at += ms),
    /** Changes the phone's wall clock, as a user would. */
    changeWallClock: (ms: number) => void (wallOffset += ms),
    transport: {
      read() {
        const roundTrip = roundTrips[requests++ % roundTrips.length] ?? 0;
        at += roundTrip / 4; // the request is faster than the answer
        const answer = { ok: true, value: { at: at + ahead } } as const;
        at += (3 * roundTrip) / 4;
        return Promise.resolve(answer);
      },
      report: (reading) => void reports.push(reading),
    } satisfies ClockTransport,
    /** Resolves when all requests have been answered. */
    settled: () => new Promise((resolve) => setTimeout(resolve, 0)),
  };
}

describe('[Z1] the server clock', () => {
  test('equals the local clock before the first reading, with a null offset', () => {
    const { clock } = simulate(5_000);
    expect(clock.offsetMs).toBeNull();
    expect(clock.serverNow()).toBe(1_000_000);
  });

  test('takes several readings on connecting, uses the fastest, and reports it', async () => {
    const { clock, transport, reports, settled } = simulate(5_000, [400, 20, 90]);
    clock.open(transport);
    await settled();
    expect(clock.offsetMs).toBe(4_995); // off by a quarter of 20 ms: within half the round trip
    expect(reports).toEqual([{ offsetMs: 4_995, roundTripMs: 20 }]);
    clock.close();
  });

  test('keeps its offset while offline, and measures again on reconnecting', async () => {
    const phone = simulate(5_000, [0]);
    phone.clock.open(phone.transport);
    await phone.settled();
    phone.clock.close();
    phone.pass(60_000);
    expect(phone.clock.serverNow()).toBe(1_065_000);
    phone.setServerAhead(-700);
    phone.clock.open({ ...phone.transport, report: phone.transport.report });
    expect(phone.clock.offsetMs).toBe(5_000);
    await phone.settled();
    expect(phone.clock.offsetMs).toBe(-700);
    phone.clock.close();
  });

  test('measures again at once after the phone’s clock was set', async () => {
    const phone = simulate(5_000, [0]);
    phone.clock.open(phone.transport);
    await phone.settled();
    phone.changeWallClock(3_600_000);
    phone.clock.serverNow();
    await phone.settled();
    expect(phone.clock.serverNow()).toBe(1_005_000);
    expect(phone.clock.offsetMs).toBe(-3_595_000);
    expect(phone.reports).toHaveLength(2);
    phone.clock.close();
  });

  test('stays right offline after the phone’s clock was set back', async () => {
    const phone = simulate(5_000, [0]);
    phone.clock.open(phone.transport);
    await phone.settled();
    phone.clock.close();
    phone.changeWallClock(-86_400_000);
    phone.pass(2_000);
    expect(phone.clock.serverNow()).toBe(1_007_000);
    expect(phone.clock.offsetMs).toBe(86_405_000);
  });

  test('says when a measurement has ended, also that of a connection that followed another', async () => {
    const phone = simulate(5_000, [0]);
    phone.clock.open(phone.transport);
    phone.clock.open({ ...phone.transport });
    await phone.clock.measured();
    expect(phone.reports).toEqual([{ offsetMs: 5_000, roundTripMs: 0 }]);
    phone.clock.close();
  });

  test('ignores a reading during which the phone’s clock was set', async () => {
    const phone = simulate(5_000, [0]);
    await phone.clock.read(() => {
      phone.changeWallClock(60_000);
      return phone.transport.read();
    });
    expect(phone.clock.offsetMs).toBeNull();
  });

  test('tolerates a server that does not answer', async () => {
    const phone = simulate(5_000);
    phone.clock.open({ ...phone.transport, read: () => Promise.reject(new Error('timeout')) });
    await phone.settled();
    expect(phone.clock.offsetMs).toBeNull();
    expect(phone.reports).toEqual([]);
    phone.clock.close();
  });
});
