import type { Participant, ParticipantId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { HealthNotes, type Beat } from '../../../../apps/api/src/health/health-notes.js';
import { HealthStats } from '../../../../apps/api/src/rooms/health-stats/health-stats.js';
import { healthNote } from '../../../../apps/web/src/locales/en/console/health-notes';
import { percentilesOf } from '../../../../apps/api/src/rooms/health-stats/percentiles.js';

const SECOND = 1_000;
const person = (nickname: string): Participant => ({
  ...{ id: nickname as ParticipantId, nickname },
  ...{ sigil: 'moth', metal: 'brass', grove: 'yew' },
});

describe('percentiles', () => {
  test('are the median and 95th percentile by nearest rank', () => {
    expect(percentilesOf([])).toBeNull();
    expect(percentilesOf([7.4])).toEqual({ p50: 7, p95: 7 });
    expect(percentilesOf(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({ p50: 50, p95: 95 });
  });
});

describe('health stats', () => {
  const room = () => {
    const clock = { now: 1_700_000_000_000 };
    return { clock, stats: new HealthStats({ now: () => clock.now }) };
  };

  test('are empty at first', () => {
    const { clock, stats } = room();
    expect(stats.read()).toEqual({
      ...{ at: clock.now, roundTrip: null, clockMs: null, store: null, recognize: null },
      ...{ lost: 0, stages: 0, failures: 0 },
    });
  });

  test('cover the last ten seconds, and failures of the last minute', () => {
    const { clock, stats } = room();
    stats.stored(12);
    stats.recognized(3);
    stats.refused('invalid-message');
    clock.now += 9 * SECOND;
    stats.stored(20);
    expect(stats.read()).toMatchObject({ store: { p50: 12, p95: 20 }, recognize: { p50: 3, p95: 3 }, failures: 1 });
    clock.now += SECOND;
    expect(stats.read()).toMatchObject({ store: { p50: 20, p95: 20 }, recognize: null, failures: 1 });
    clock.now += 50 * SECOND;
    expect(stats.read()).toMatchObject({ store: null, failures: 0 });
  });

  test('count phones as lost that left within ten seconds and are not back', () => {
    const { clock, stats } = room();
    const id = (name: string): ParticipantId => name as ParticipantId;
    for (const name of ['ada', 'ada', 'bea', 'cid', 'dan']) stats.phoneArrived(id(name));
    stats.phoneDeparted(id('ada'), false); // has another page open
    stats.phoneDeparted(id('bea'), false);
    stats.phoneDeparted(id('cid'), false);
    stats.phoneDeparted(id('dan'), true); // the server closed the connection
    expect(stats.read().lost).toBe(2);
    stats.phoneArrived(id('bea'));
    expect(stats.read().lost).toBe(1);
    expect(stats.takeCounters().returned).toBe(1);
    clock.now += 10 * SECOND;
    expect(stats.read().lost).toBe(0);
    stats.phoneArrived(id('cid'));
    stats.phoneArrived(id('eve'));
    expect([stats.takeCounters().returned, stats.takeCounters().returned]).toEqual([1, 0]);
    stats.phoneDeparted(id('eve'), false);
    clock.now += 3_600 * SECOND;
    stats.phoneArrived(id('eve'));
    expect(stats.takeCounters().returned).toBe(0); // after an hour a phone is new, not back
  });

  test('include round trips of connected phones, and clock errors of all connected pages', () => {
    const { clock, stats } = room();
    for (const [i, roundTripMs] of [40, 60, 80].entries())
      stats.clocks.record(`wand ${i}`, person(`Wren ${i}`), { offsetMs: 5, roundTripMs }, clock.now);
    stats.clocks.record('stage', null, { offsetMs: 0, roundTripMs: 200 }, clock.now);
    expect(stats.read()).toMatchObject({ roundTrip: { p50: 60, p95: 80 }, clockMs: 100 });
    stats.clocks.record('wand 0', person('Wren 0'), { offsetMs: 5, roundTripMs: 20 }, clock.now);
    expect(stats.clocks.byPhone().get('Wren 0' as ParticipantId)).toBe(20);
    for (const socket of ['stage', 'wand 1', 'wand 2']) stats.clocks.gone(socket);
    expect(stats.read()).toMatchObject({ roundTrip: { p50: 20, p95: 20 }, clockMs: 10 });
  });

  test('report a slow phone once a minute', () => {
    const { clock, stats } = room();
    const record = (): void => {
      stats.clocks.record('s', person('Mossy Pike'), { offsetMs: 0, roundTripMs: 612 }, clock.now);
    };
    record();
    record();
    expect(stats.clocks.takeSlow()).toEqual([{ nickname: 'Mossy Pike', roundTripMs: 612 }]);
    clock.now += 30 * SECOND;
    record();
    expect(stats.clocks.takeSlow()).toEqual([]);
    clock.now += 31 * SECOND;
    record();
    expect(stats.clocks.takeSlow()).toHaveLength(1);
  });

  test('do not count phones that are refused as expected', () => {
    const { stats } = room();
    for (const code of ['participant-removed', 'participant-banned', 'event-locked', 'event-full'] as const)
      stats.refused(code);
    expect(stats.read().failures).toBe(1);
  });

  test('count the server’s own failures since the last call', () => {
    const { stats } = room();
    for (const code of ['internal', 'overloaded', 'overloaded', 'forbidden'] as const) stats.refused(code);
    stats.pendingCastStored();
    expect(stats.takeCounters()).toEqual({ returned: 0, pendingCastsStored: 1, internalFailures: 1, overloaded: 2 });
    expect(stats.takeCounters()).toEqual({ returned: 0, pendingCastsStored: 0, internalFailures: 0, overloaded: 0 });
    expect(stats.read().failures).toBe(4);
  });
});

describe('health notes', () => {
  const quiet: Omit<Beat, 'at'> = {
    connected: 60,
    lost: 0,
    returned: 0,
    pendingCastsStored: 0,
    slow: [],
    loopMs: 3,
    internalFailures: 0,
    overloaded: 0,
  };
  const notesFor = (...beats: Partial<Beat>[]): [string, boolean][] => {
    const notes = new HealthNotes();
    for (const [i, beat] of beats.entries()) notes.beat({ at: i * 2 * SECOND, ...quiet, ...beat });
    return notes.list().map((note) => [healthNote(note), note.alarm]);
  };

  test('are empty while nothing happens', () => {
    expect(notesFor({}, {}, {})).toEqual([]);
  });

  test('report phones that came back together, with their casts', () => {
    expect(notesFor({ returned: 1 }, { returned: 1, pendingCastsStored: 3 }, { pendingCastsStored: 2 }, {})).toEqual([
      ['2 phones came back, 5 casts sent', false],
    ]);
    expect(notesFor({ returned: 1 }, {})).toEqual([['1 phone came back', false]]);
    expect(notesFor({ pendingCastsStored: 1 }, {})).toEqual([['1 delayed cast sent', false]]);
  });

  test('report returned phones after a while even if more keep returning', () => {
    expect(notesFor({ returned: 1 }, { returned: 1 }, { returned: 1 }, { returned: 1 }, { returned: 1 })).toEqual([
      ['5 phones came back', false],
    ]);
  });

  test('raise an alarm when many leave at once, and update its number', () => {
    expect(notesFor({ lost: 4 })).toEqual([]); // in a small room
    expect(notesFor({ connected: 300, lost: 12 })).toEqual([]); // in a large room
    expect(notesFor({ lost: 6 }, { lost: 12 }, { lost: 9 }, {})).toEqual([
      ['12 phones left within ten seconds. Check the Wi-Fi', true],
    ]);
    expect(notesFor({ lost: 6 }, {}, { lost: 7 })).toEqual([
      ['7 phones left within ten seconds. Check the Wi-Fi', true],
      ['6 phones left within ten seconds. Check the Wi-Fi', true],
    ]);
  });

  test('name slow phones, or give their number if there are many', () => {
    const slow = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ nickname: `Pike ${i}`, roundTripMs: 612.4 + i }));
    expect(notesFor({ slow: slow(1) })).toEqual([['Pike 0 is slow, 612 ms', false]]);
    expect(notesFor({ slow: slow(7) })).toEqual([['7 phones are slow, 618 ms at worst', false]]);
  });

  test('report problems of the server', () => {
    expect(notesFor({ loopMs: 640 }, { overloaded: 1 }, { internalFailures: 2 })).toEqual([
      ['2 messages failed through an error of the server. Try again, and report it if it stays', true],
      ['1 cast had to wait on the phones: the server is busy. End other programs on it', true],
      ['The server stalled for 640 ms. End other programs on it', true],
    ]);
  });

  test('ignore a blocked event loop while nobody is connected, as during the start', () => {
    expect(notesFor({ loopMs: 640, connected: 0 })).toEqual([]);
  });

  test('keep the newest eight', () => {
    const notes = new HealthNotes();
    for (let i = 0; i < 10; i++) notes.add(i, { kind: 'server-stalled', ms: i });
    expect(notes.list()).toHaveLength(8);
    expect(notes.list()[0]).toEqual({ at: 9, kind: 'server-stalled', ms: 9, alarm: false });
  });
});
