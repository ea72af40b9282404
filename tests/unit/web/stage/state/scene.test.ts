import { describe, expect, test } from 'vitest';
import { hasCrowd, sceneOf } from '../../../../../apps/web/src/stage/state/scene';
import { applyFrame, stateOf } from '../../../../../apps/web/src/stage/state/stage-state';
import { boardOf, crowd, noBoard, roundOf, snapshotOf, tallyOf } from '../../../../browser/stage/stage-snapshots';

const wands = crowd(20);
const round = roundOf(1_000_000, 5_000);

describe('the game in the state of the stage', () => {
  test('[S2] a welcome in the middle of a round brings the round, its tally, the board and the words', () => {
    const [tally, board] = [tallyOf(wands, round), boardOf(wands, 3)];
    const state = stateOf(snapshotOf(wands, { view: 'round' }, { round, tally, board, note: 'Tea' }), 0);
    expect(state).toMatchObject({ round, tally, board, note: 'Tea' });
  });

  test('[S2] a frame replaces the tally and the board that it brings, and keeps those that it does not', () => {
    const tally = tallyOf(wands, round);
    let state = stateOf(snapshotOf(wands, {}, { round }), 0);
    state = applyFrame(state, { tick: 1, tally }, 10);
    expect([state.tally, state.board]).toEqual([tally, noBoard]);
    state = applyFrame(state, { tick: 2, board: boardOf(wands, 4) }, 20);
    expect([state.tally, state.board.rounds]).toEqual([tally, 4]);
  });
});

test('words of the show take the stage whatever its view, and give it back', () => {
  const { event } = snapshotOf(wands, { view: 'live' });
  expect(sceneOf({ event, note: 'Tea' })).toMatchObject({ kind: 'note', words: 'Tea' });
  expect(sceneOf({ event, note: null })).toEqual({ kind: 'view', key: 'live', view: 'live' });
  expect(sceneOf({ event, note: 'live' }).key).not.toBe('live');
  expect(['lobby', 'live', 'round', 'podium'].filter((view) => hasCrowd(view as never))).toEqual(['lobby', 'live']);
});
