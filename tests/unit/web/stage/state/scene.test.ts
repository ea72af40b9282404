import { describe, expect, test } from 'vitest';
import { hasCrowd, sceneOf } from '../../../../../apps/web/src/stage/state/scene';
import { applyFrame, stateFromSnapshot } from '../../../../../apps/web/src/stage/state/stage-state';
import { boardOf, crowd, noBoard, roundOf, snapshotOf, tallyOf } from '../../../../browser/stage/stage-snapshots';

const wands = crowd(20);
const round = roundOf(1_000_000, 5_000);

describe('rounds in the state of the stage', () => {
  test('[S2] a welcome during a round contains the round, its tally, the board and the note', () => {
    const [tally, board] = [tallyOf(wands, round), boardOf(wands, 3)];
    const state = stateFromSnapshot(snapshotOf(wands, { view: 'round' }, { round, tally, board, note: 'Tea' }), 0);
    expect(state).toMatchObject({ round, tally, board, note: 'Tea' });
  });

  test('[S2] a frame replaces the tally and the board it contains, and keeps the others', () => {
    const tally = tallyOf(wands, round);
    let state = stateFromSnapshot(snapshotOf(wands, {}, { round }), 0);
    state = applyFrame(state, { tick: 1, tally }, 10);
    expect([state.tally, state.board]).toEqual([tally, noBoard]);
    state = applyFrame(state, { tick: 2, board: boardOf(wands, 4) }, 20);
    expect([state.tally, state.board.rounds]).toEqual([tally, 4]);
  });
});

test('a note of the run of show replaces any view until it ends', () => {
  const { event } = snapshotOf(wands, { view: 'live' });
  expect(sceneOf({ event, note: 'Tea' })).toMatchObject({ kind: 'note', text: 'Tea' });
  expect(sceneOf({ event, note: null })).toEqual({ kind: 'view', key: 'live', view: 'live' });
  expect(sceneOf({ event, note: 'live' }).key).not.toBe('live');
  expect(['lobby', 'live', 'round', 'podium'].filter((view) => hasCrowd(view as never))).toEqual(['lobby', 'live']);
});
