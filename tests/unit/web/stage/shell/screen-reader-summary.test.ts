import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../apps/web/src/locales/en/stage/index';
import { spokenSummary } from '../../../../../apps/web/src/stage/shell/screen-reader-summary';
import { stateFromSnapshot } from '../../../../../apps/web/src/stage/state/stage-state';
import { boardOf, book, crowd, roundOf, snapshotOf, tallyOf } from '../../../../browser/stage/stage-snapshots';

const NOW = Date.UTC(2026, 10, 26, 19);
const wands = crowd(12);
function raise(): never {
  throw new Error('no such wand');
}
const spoken = (...snapshot: Parameters<typeof snapshotOf>) =>
  spokenSummary(stateFromSnapshot(snapshotOf(...snapshot), 0), NOW, stage);
const inRound = (agoMs: number, part: Parameters<typeof roundOf>[2] = {}, isSettled = true) => {
  const round = roundOf(NOW, agoMs, part);
  return spoken(wands, { view: 'round' }, { round, tally: tallyOf(wands, round, book, isSettled) });
};

describe('the stage’s summary for screen readers', () => {
  test('says how to join until the room is locked', () => {
    expect(spoken(wands, {}).text).toBe('Join at wand.example with the code MOTH42. 12 wands are awake.');
    expect(spoken(crowd(1), { locked: true }).text).toBe('The door is closed. 1 wand is awake.');
  });

  test('says what a round asks for, how many have cast, and the result', () => {
    expect(inRound(-2_000).text).toMatch(/^Ready for Tide\. One long wave/);
    expect(inRound(9_000).text).toMatch(/^Cast Tide now! .* 11 of 12 have cast\.$/);
    expect(inRound(30_000).text).toMatch(/casts were Tide\. 1st: Quiet Otter, 947 points\. 2nd: /);
    expect(inRound(9_000, { undone: true }).text).toBe('This round does not count.');
  });

  test('announces the rule of a round, and the two of a duel', () => {
    expect(inRound(-4_000).text).toBe('Ready for Tide. Accuracy first, then speed. Only your best cast counts.');
    const duel = [wands[0]?.id ?? raise(), wands[1]?.id ?? raise()] as const;
    expect(inRound(-4_000, { kind: 'duel', duel }).text).toContain('Quiet Otter against Brisk ');
    expect(inRound(-2_000, { kind: 'duel', duel }).topic).toBe(inRound(-4_000, { kind: 'duel', duel }).topic);
  });

  test('does not tell who won while casts are counted', () => {
    expect(inRound(21_000, {}, false).text).toBe('Round four is over. The casts are being counted.');
  });

  test('does not tell who is on the podium while the last round gives points', () => {
    const round = roundOf(NOW, 30_000);
    const podium = (isSettled: boolean): string =>
      spoken(
        wands,
        { view: 'podium' },
        { board: boardOf(wands, 4), round, tally: tallyOf(wands, round, book, isSettled) },
      ).text;
    expect(podium(false)).toBe('The casts are being counted.');
    expect(podium(true)).toMatch(/^1st: /);
  });

  test('changes its topic with every stage of a round, but not while casts arrive', () => {
    const steps = [inRound(-4_000), inRound(9_000), inRound(9_000, { pausedAt: NOW - 1_000 }), inRound(30_000)];
    expect(new Set(steps.map(({ topic }) => topic)).size).toBe(4);
    const round = roundOf(NOW, 9_000);
    const early = spoken(wands, { view: 'round' }, { round });
    expect(early.topic).toBe(inRound(9_000).topic);
    expect(early.text).not.toBe(inRound(9_000).text);
  });

  test('says during a blackout only that the stage is dark', () => {
    expect(spoken(wands, { blank: true }).text).toBe('The stage is dark.');
  });

  test('says thanks, and the figures once they are known', () => {
    const totals = { people: 148, casts: 1_345, recognized: 1_211, taught: 11, rounds: 1 };
    expect(spoken(wands, { view: 'thanks' }).text).toBe('Thank you for casting with us.');
    expect(spoken(wands, { view: 'thanks' }, { totals }).text).toBe(
      'Thank you for casting with us. 148 people, 1,345 casts, 1,211 recognized, 1 round.',
    );
  });

  test('says who leads and who won', () => {
    const board = boardOf(wands, 4);
    expect(spoken(wands, { view: 'leaders' }, { board }).text).toMatch(/^After round four\. /);
    expect(spoken(wands, { view: 'podium' }, { board }).text).toMatch(/^1st: .*\. 2nd: .* wins the night$/);
    expect(spoken(wands, { view: 'podium' }).text).toBe('Nobody is on the podium yet.');
    expect(spoken(wands, {}, { note: 'Ten minutes of tea' }).text).toBe('Ten minutes of tea');
  });
});
