import type { EventInfo, Round, RoundTally } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { rollOf } from '../../../../../apps/web/src/stage/sound/cues/drum-roll';
import {
  dueCues,
  nextCueAt,
  playedUntil,
  revealCues,
  sceneEntry,
  timedCues,
  type TimedState,
} from '../../../../../apps/web/src/stage/sound/cues/timed-cues';

const event = { code: 'MOTH42', view: 'round' } as EventInfo;
const round = {
  id: 'a',
  startsAt: 10_000,
  endsAt: 30_000,
  pausedAt: null,
  pauses: [],
  undone: false,
} as never as Round;
const tally = { roundId: 'a', isSettled: false, people: 4 } as RoundTally;
const inRound = (change: Partial<Round> = {}, own: Partial<TimedState> = {}): TimedState => ({
  ...{ event, note: null, round: { ...round, ...change }, tally: null },
  ...own,
});
const onView = (view: EventInfo['view'], own: Partial<TimedState> = {}): TimedState =>
  inRound({}, { event: { ...event, view }, ...own });
const started = { key: '', at: null };
const kindsAt = (state: TimedState, at: number | null = null): [string, number][] =>
  timedCues(state, { key: '', at }).map((timed) => [timed.cue.kind, timed.at]);

describe('the countdown of a round', () => {
  test('ticks three times before the start', () => {
    expect(kindsAt(inRound())).toEqual([
      ['tick', 7_000],
      ['tick', 8_000],
      ['tick', 9_000],
      ['start', 10_000],
    ]);
  });

  test('is silent if the round is paused or undone, or the stage shows something else', () => {
    expect(kindsAt(inRound({ pausedAt: 8_000 }))).toEqual([]);
    expect(kindsAt(inRound({ undone: true }))).toEqual([]);
    expect(kindsAt(onView('live'))).toEqual([]);
    expect(kindsAt(inRound({}, { note: 'A note' }))).toEqual([]);
    expect(kindsAt(onView('round', { round: null }))).toEqual([]);
  });
});

describe('the clock of cues', () => {
  const cues = timedCues(inRound(), started);

  test('plays each cue once, when it is due', () => {
    expect(dueCues(cues, 6_900, 7_010)).toEqual([{ kind: 'tick', left: 3 }]);
    expect(dueCues(cues, 7_010, 7_900)).toEqual([]);
    expect(dueCues(cues, 7_000, 8_000)).toEqual([{ kind: 'tick', left: 2 }]);
    expect([nextCueAt(cues, 7_000), nextCueAt(cues, 10_000)]).toEqual([8_000, Infinity]);
  });

  test('skips the cues that a late or sleeping stage missed', () => {
    expect(dueCues(cues, 9_500, 9_500)).toEqual([]); // opened after the ticks
    expect(dueCues(cues, 0, 20_000)).toEqual([]);
    expect(dueCues(cues, 0, 10_100)).toEqual([{ kind: 'start' }]);
  });

  test('does not repeat a cue if the clock is corrected by a little, and starts over after a large step', () => {
    expect(playedUntil(10_000, 9_900)).toBe(10_000);
    expect(playedUntil(10_000, 10_400)).toBe(10_400);
    expect(playedUntil(10_000, 4_000)).toBe(4_000);
  });
});

describe('the entry of a scene', () => {
  test('has no time for the scene that the page started with, so that a reload repeats nothing', () => {
    const first = sceneEntry(onView('thanks'), undefined, 500);
    expect(first.at).toBeNull();
    expect(kindsAt(onView('thanks'), first.at)).toEqual([]);
    expect(sceneEntry(onView('thanks'), first, 900)).toBe(first);
    expect(sceneEntry(onView('leaders'), first, 900).at).toBe(900);
    expect(sceneEntry(onView('thanks', { note: 'A note' }), first, 900).at).toBe(900);
  });

  test('begins the applause for the end', () => {
    const claps = kindsAt(onView('thanks'), 5_000);
    expect(new Set(claps.map(([kind]) => kind))).toEqual(new Set(['applause']));
    expect(claps.every(([, at]) => at >= 5_000 && at < 8_000)).toBe(true);
  });
});

describe('the reveal of a ranking', () => {
  const kinds = (view: EventInfo['view'], place: number): string[] =>
    revealCues(view, place, 5_000).map(({ cue }) => cue.kind);

  test('is a tone for each place, and a fanfare for the winner of a round or of the event', () => {
    expect(revealCues('round', 5, 5_000)).toEqual([{ cue: { kind: 'reveal', place: 5 }, at: 5_000 }]);
    expect(kinds('round', 1)).toEqual(['fanfare']);
    expect(kinds('leaders', 1)).toEqual(['winner']);
  });

  test('ends with applause on the podium, after the fanfare', () => {
    const [fanfare, ...claps] = revealCues('podium', 1, 5_000);
    expect(fanfare).toEqual({ cue: { kind: 'fanfare' }, at: 5_000 });
    expect(claps.length).toBeGreaterThan(5);
    expect(claps.every(({ cue, at }) => cue.kind === 'applause' && at > 6_000)).toBe(true);
  });
});

describe('the drum roll', () => {
  test('lasts from the end of a round until its tally is settled', () => {
    expect(rollOf(inRound({}, { tally }))).toMatchObject({ from: 30_000 });
    expect(rollOf(inRound({}, { tally: { ...tally, isSettled: true } }))).toBeNull();
  });

  test('does not go on forever if the server is gone', () => {
    expect(rollOf(inRound({}, { tally }))?.until).toBeLessThanOrEqual(40_000);
  });

  test('is left out if nobody has cast, for an undone or paused round, and on other views', () => {
    expect(rollOf(inRound({}, { tally: { ...tally, people: 0 } }))).toBeNull();
    expect(rollOf(inRound({ undone: true }, { tally }))).toBeNull();
    expect(rollOf(inRound({ pausedAt: 20_000 }, { tally }))).toBeNull();
    expect(rollOf(inRound({}, { tally: { ...tally, roundId: 'before' } }))).toBeNull();
    expect(rollOf(onView('leaders', { tally }))).toBeNull();
    expect(rollOf(inRound({}, { tally, note: 'A note' }))).toBeNull();
  });
});
