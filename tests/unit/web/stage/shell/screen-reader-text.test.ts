import { describe, expect, test } from 'vitest';
import { saidWords } from '../../../../../apps/web/src/stage/shell/screen-reader-text';
import { stateOf } from '../../../../../apps/web/src/stage/state/stage-state';
import { boardOf, crowd, roundOf, snapshotOf, tallyOf } from '../../../../browser/stage/stage-snapshots';

const NOW = Date.UTC(2026, 10, 26, 19);
const wands = crowd(12);
const said = (...snapshot: Parameters<typeof snapshotOf>) => saidWords(stateOf(snapshotOf(...snapshot), 0), NOW);
const inRound = (agoMs: number, part: Parameters<typeof roundOf>[2] = {}) => {
  const round = roundOf(NOW, agoMs, part);
  return said(wands, { view: 'round' }, { round, tally: tallyOf(wands, round) });
};

describe('what a stage says to whoever cannot see it', () => {
  test('is how one joins, until the door is closed', () => {
    expect(said(wands, {}).words).toBe('Join at wand.example with the code MOTH42. 12 wands are awake.');
    expect(said(crowd(1), { locked: true }).words).toBe('The door is closed. 1 wand is awake.');
  });

  test('is what a round asks for, how many have cast, and how it came out', () => {
    expect(inRound(-4_000).words).toMatch(/^Ready for Tide\. One long wave/);
    expect(inRound(9_000).words).toMatch(/^Cast Tide now! .* 11 of 12 have cast\.$/);
    expect(inRound(30_000).words).toMatch(/casts were Tide\.$/);
    expect(inRound(9_000, { undone: true }).words).toBe('This round does not count.');
  });

  test('is another picture with every step of a round, and the same one while casts come in', () => {
    const steps = [inRound(-4_000), inRound(9_000), inRound(9_000, { pausedAt: NOW - 1_000 }), inRound(30_000)];
    expect(new Set(steps.map(({ about }) => about)).size).toBe(4);
    const round = roundOf(NOW, 9_000);
    const early = said(wands, { view: 'round' }, { round });
    expect(early.about).toBe(inRound(9_000).about);
    expect(early.words).not.toBe(inRound(9_000).words);
  });

  test('is nothing else where the stage is dark', () => {
    expect(said(wands, { blank: true }).words).toBe('The stage is dark.');
  });

  test('is who leads, and who won', () => {
    const board = boardOf(wands, 4);
    expect(said(wands, { view: 'leaders' }, { board }).words).toMatch(/^After round four\. /);
    expect(said(wands, { view: 'podium' }, { board }).words).toMatch(/^1st: .*\. 2nd: .* wins the night$/);
    expect(said(wands, { view: 'podium' }).words).toBe('Nobody stands on the podium yet.');
    expect(said(wands, {}, { note: 'Ten minutes of tea' }).words).toBe('Ten minutes of tea');
  });
});
