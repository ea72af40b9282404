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

describe('times', () => {
  test('are the middle and the slowest five percent, of those that were measured', () => {
    expect(percentilesOf([])).toBeNull();
    expect(percentilesOf([7.4])).toEqual({ p50: 7, p95: 7 });
    expect(percentilesOf(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({ p50: 50, p95: 95 });
  });
});

describe('the pulse of a room', () => {
  const room = () => {
    const clock = { now: 1_700_000_000_000 };
    return { clock, pulse: new HealthStats({ now: () => clock.now }) };
  };

  test('knows nothing before anything happened', () => {
    const { clock, pulse } = room();
    expect(pulse.read()).toEqual({
      ...{ at: clock.now, roundTrip: null, clockMs: null, store: null, recognize: null },
      ...{ lost: 0, stages: 0, failures: 0 },
    });
  });

  test('speaks of the last ten seconds, and of failures of the last minute', () => {
    const { clock, pulse } = room();
    pulse.stored(12);
    pulse.recognized(3);
    pulse.refused('invalid-message');
    clock.now += 9 * SECOND;
    pulse.stored(20);
    expect(pulse.read()).toMatchObject({ store: { p50: 12, p95: 20 }, recognize: { p50: 3, p95: 3 }, failures: 1 });
    clock.now += SECOND;
    expect(pulse.read()).toMatchObject({ store: { p50: 20, p95: 20 }, recognize: null, failures: 1 });
    clock.now += 50 * SECOND;
    expect(pulse.read()).toMatchObject({ store: null, failures: 0 });
  });

  test('takes phones for lost that left within ten seconds and are not back', () => {
    const { clock, pulse } = room();
    const id = (name: string): ParticipantId => name as ParticipantId;
    for (const name of ['ada', 'ada', 'bea', 'cid', 'dan']) pulse.phoneArrived(id(name));
    pulse.phoneDeparted(id('ada'), false); // has another page
    pulse.phoneDeparted(id('bea'), false);
    pulse.phoneDeparted(id('cid'), false);
    pulse.phoneDeparted(id('dan'), true); // was sent out
    expect(pulse.read().lost).toBe(2);
    pulse.phoneArrived(id('bea'));
    expect(pulse.read().lost).toBe(1);
    expect(pulse.takeCounters().back).toBe(1);
    clock.now += 10 * SECOND;
    expect(pulse.read().lost).toBe(0);
    pulse.phoneArrived(id('cid'));
    pulse.phoneArrived(id('eve'));
    expect([pulse.takeCounters().back, pulse.takeCounters().back]).toEqual([1, 0]);
    pulse.phoneDeparted(id('eve'), false);
    clock.now += 3_600 * SECOND;
    pulse.phoneArrived(id('eve'));
    expect(pulse.takeCounters().back).toBe(0); // after an hour they were out, and not lost
  });

  test('hears clocks of pages that are here: round trips of phones, and how far all may be off', () => {
    const { clock, pulse } = room();
    for (const [i, roundTripMs] of [40, 60, 80].entries())
      pulse.clocks.record(`wand ${i}`, person(`Wren ${i}`), { offsetMs: 5, roundTripMs }, clock.now);
    pulse.clocks.record('stage', null, { offsetMs: 0, roundTripMs: 200 }, clock.now);
    expect(pulse.read()).toMatchObject({ roundTrip: { p50: 60, p95: 80 }, clockMs: 100 });
    pulse.clocks.record('wand 0', person('Wren 0'), { offsetMs: 5, roundTripMs: 20 }, clock.now);
    expect(pulse.clocks.byPhone().get('Wren 0' as ParticipantId)).toBe(20);
    for (const socket of ['stage', 'wand 1', 'wand 2']) pulse.clocks.gone(socket);
    expect(pulse.read()).toMatchObject({ roundTrip: { p50: 20, p95: 20 }, clockMs: 10 });
  });

  test('notices a slow phone once a minute', () => {
    const { clock, pulse } = room();
    const tell = (): void => {
      pulse.clocks.record('s', person('Mossy Pike'), { offsetMs: 0, roundTripMs: 612 }, clock.now);
    };
    tell();
    tell();
    expect(pulse.clocks.takeSlow()).toEqual([{ nickname: 'Mossy Pike', roundTripMs: 612 }]);
    clock.now += 30 * SECOND;
    tell();
    expect(pulse.clocks.takeSlow()).toEqual([]);
    clock.now += 31 * SECOND;
    tell();
    expect(pulse.clocks.takeSlow()).toHaveLength(1);
  });

  test('does not mind phones that knock at a door that is closed to them', () => {
    const { pulse } = room();
    for (const code of ['participant-removed', 'participant-banned', 'event-locked', 'event-full'] as const)
      pulse.refused(code);
    expect(pulse.read().failures).toBe(1);
  });

  test('counts failures of its own since they were asked for', () => {
    const { pulse } = room();
    for (const code of ['internal', 'overloaded', 'overloaded', 'forbidden'] as const) pulse.refused(code);
    pulse.pendingCastStored();
    expect(pulse.takeCounters()).toEqual({ back: 0, sent: 1, broken: 1, overloaded: 2 });
    expect(pulse.takeCounters()).toEqual({ back: 0, sent: 0, broken: 0, overloaded: 0 });
    expect(pulse.read().failures).toBe(4);
  });
});

describe('the last happenings', () => {
  const quiet: Omit<Beat, 'at'> = {
    here: 60,
    lost: 0,
    back: 0,
    sent: 0,
    slow: [],
    loopMs: 3,
    broken: 0,
    overloaded: 0,
  };
  const told = (...beats: Partial<Beat>[]): [string, boolean][] => {
    const notes = new HealthNotes();
    for (const [i, beat] of beats.entries()) notes.beat({ at: i * 2 * SECOND, ...quiet, ...beat });
    return notes.list().map((note) => [healthNote(note), note.alarm]);
  };

  test('say nothing while nothing happens', () => {
    expect(told({}, {}, {})).toEqual([]);
  });

  test('tell of those who came back together, with what they brought', () => {
    expect(told({ back: 1 }, { back: 1, sent: 3 }, { sent: 2 }, {})).toEqual([
      ['2 phones came back, 5 casts sent', false],
    ]);
    expect(told({ back: 1 }, {})).toEqual([['1 phone came back', false]]);
    expect(told({ sent: 1 }, {})).toEqual([['1 kept cast sent', false]]);
  });

  test('do not wait for ever where they keep coming', () => {
    expect(told({ back: 1 }, { back: 1 }, { back: 1 }, { back: 1 }, { back: 1 })).toEqual([
      ['5 phones came back', false],
    ]);
  });

  test('sound the alarm where many leave at once, and keep count in one note', () => {
    expect(told({ lost: 4 })).toEqual([]); // of a small room
    expect(told({ here: 300, lost: 12 })).toEqual([]); // of a large one
    expect(told({ lost: 6 }, { lost: 12 }, { lost: 9 }, {})).toEqual([['12 phones left within ten seconds', true]]);
    expect(told({ lost: 6 }, {}, { lost: 7 })).toEqual([
      ['7 phones left within ten seconds', true],
      ['6 phones left within ten seconds', true],
    ]);
  });

  test('name slow phones, and count them where they are many', () => {
    const slow = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ nickname: `Pike ${i}`, roundTripMs: 612.4 + i }));
    expect(told({ slow: slow(1) })).toEqual([['Pike 0 is slow, 612 ms', false]]);
    expect(told({ slow: slow(7) })).toEqual([['7 phones are slow, 618 ms at worst', false]]);
  });

  test('say where the server is at fault', () => {
    expect(told({ loopMs: 640 }, { overloaded: 1 }, { broken: 2 })).toEqual([
      ['2 messages failed, see the server’s log', true],
      ['1 cast had to wait on the phones: the server is busy', true],
      ['The server stalled for 640 ms', true],
    ]);
  });

  test('do not speak of a server that stands still before anyone is here, as it does where it starts', () => {
    expect(told({ loopMs: 640, here: 0 })).toEqual([]);
  });

  test('are the newest eight', () => {
    const notes = new HealthNotes();
    for (let i = 0; i < 10; i++) notes.add(i, { kind: 'server-stalled', ms: i });
    expect(notes.list()).toHaveLength(8);
    expect(notes.list()[0]).toEqual({ at: 9, kind: 'server-stalled', ms: 9, alarm: false });
  });
});
