import { ROUND_LATE_MS, type Round, type RoundTally } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  COUNTDOWN_MS,
  givesPoints,
  isPassing,
  roundPhase,
  tallyOfRound,
} from '../../../../../../apps/web/src/stage/round/time/round-phase';
import { crowd, roundOf, tallyOf } from '../../../../../browser/stage/stage-snapshots';

const NOW = Date.UTC(2026, 10, 27, 19);
const round = roundOf(NOW, 0);
const tally = (isSettled: boolean): RoundTally => tallyOf(crowd(5), round, undefined, isSettled);

describe('the phases of a round', () => {
  test('are the announcement, the countdown, the game, the count and the result', () => {
    const phase = (at: number, settled = false) => roundPhase(round, tally(settled), at);
    expect(phase(round.startsAt - COUNTDOWN_MS - 1)).toBe('announced');
    expect(phase(round.startsAt - COUNTDOWN_MS)).toBe('countdown');
    expect(phase(round.startsAt - 1)).toBe('countdown');
    expect(phase(round.startsAt)).toBe('running');
    expect(phase(round.endsAt - 1)).toBe('running');
    expect(phase(round.endsAt)).toBe('counting');
    expect(phase(round.endsAt + 60_000)).toBe('counting');
    expect(phase(round.endsAt, true)).toBe('result');
  });

  test('stop at a pause, and at an undo even after the end', () => {
    expect(roundPhase({ ...round, pausedAt: NOW + 1 }, tally(false), NOW + 9)).toBe('paused');
    expect(roundPhase({ ...round, undone: true }, tally(true), round.endsAt + 9)).toBe('undone');
    expect(roundPhase(null, null, NOW)).toBe('none');
  });

  test('do not wait forever for the tally of a round in which nobody cast', () => {
    expect(roundPhase(round, null, round.endsAt + ROUND_LATE_MS)).toBe('counting');
    expect(roundPhase(round, null, round.endsAt + ROUND_LATE_MS + 1_000)).toBe('result');
  });

  test('ignore the tally of an earlier round', () => {
    expect(tallyOfRound({ round, tally: tally(true) })).toEqual(tally(true));
    expect(tallyOfRound({ round: { ...round, id: 'next' }, tally: tally(true) })).toBeNull();
    expect(tallyOfRound({ round: null, tally: tally(true) })).toBeNull();
    expect(tallyOfRound({ round, tally: null })).toBeNull();
  });

  test('give points until the round is counted, undone or paused', () => {
    const gives = (part: Partial<Round>, isSettled: boolean, at: number): boolean =>
      givesPoints(roundPhase({ ...round, ...part }, tally(isSettled), at));
    expect(gives({}, false, NOW)).toBe(true);
    expect(gives({}, false, round.endsAt + 4_000)).toBe(true);
    expect(gives({}, true, round.endsAt + 6_000)).toBe(false);
    expect(gives({ undone: true }, false, round.endsAt + 1)).toBe(false);
    expect(gives({ pausedAt: NOW + 1 }, false, NOW + 9)).toBe(false);
    expect(gives({}, false, round.startsAt - 1)).toBe(false);
    expect(givesPoints(roundPhase(null, null, NOW))).toBe(false);
  });

  test('pass by themselves until the end, and while a tally is missing', () => {
    expect(isPassing(round, tally(false), NOW)).toBe(true);
    expect(isPassing(round, tally(false), round.endsAt)).toBe(false);
    expect(isPassing(round, null, round.endsAt)).toBe(true);
    expect(isPassing(round, null, round.endsAt + 60_000)).toBe(false);
    expect(isPassing(null, null, NOW)).toBe(false);
  });
});
