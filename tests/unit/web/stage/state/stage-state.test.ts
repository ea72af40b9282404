import type {
  CastId,
  EventCode,
  ParticipantId,
  SpellId,
  StageResult,
  StageSnapshot,
  StageWand,
} from '@wandcast/protocol';
import { SEAL_BARS, STAGE_TRACE_POINTS } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { applyFrame, stateFromSnapshot, type StageState } from '../../../../../apps/web/src/stage/state/stage-state';

const wand = (slot: number): StageWand => ({
  ...{ slot, id: `person-${slot}` as ParticipantId, nickname: `Wizard ${slot}` },
  ...{ sigil: 'moth', metal: 'brass', grove: 'ash' },
});
const result = (slot: number, spell: string | null): StageResult => ({
  slot,
  castId: `cast-${slot}` as CastId,
  intent: 'cast',
  modelId: 'model-1',
  spell: spell as SpellId | null,
  percents: [93, 7],
  seal: new Array<number>(SEAL_BARS).fill(50),
});
const snapshot = (slots: readonly number[], recent: readonly StageResult[] = []): StageSnapshot => ({
  event: {
    ...{ code: 'MOTH42' as EventCode, title: 'A talk', locked: false, view: 'live', teaching: null },
    ...{ blank: false, announcement: null, spotlight: { by: 'newest' }, calm: false, sound: false, reactions: true },
  },
  joinUrl: 'https://wand.example/?code=MOTH42',
  spells: [],
  model: null,
  wands: slots.map(wand),
  recent,
  counts: { wands: slots.length, casts: 0, perMinute: 0 },
  training: null,
  report: null,
  ...{ live: [], round: null, tally: null, teachingNeeds: [], note: null, totals: null, summaryUrl: '' },
  board: { rounds: 0, recent: [], people: 0, rows: [], groves: [], podium: [] },
});
const castOf = (state: StageState, slot: number) => state.tiles.get(slot)?.cast;
const barsOf = (state: StageState, slot: number): readonly number[] => {
  const cast = castOf(state, slot);
  return cast?.kind === 'live' ? cast.bars : [];
};

describe('the state of the stage', () => {
  test('[S2] a welcome is the whole state: everyone has a seat, and recent casts are shown without a reveal', () => {
    const state = stateFromSnapshot(snapshot([4, 7], [result(7, 'tide')]), 100_000);
    expect(state.seats).toEqual([4, 7]);
    expect(castOf(state, 4)).toEqual({ kind: 'idle' });
    expect(castOf(state, 7)).toMatchObject({ kind: 'decided', at: 90_000 });
    expect(state.tiles.get(4)?.arrivedAt).toBe(-Infinity);
  });

  test('[S2] after a short loss of the connection the drawn casts of who is still there stay, in the same evening', () => {
    const trace = btoa('\u0001'.repeat(3 * STAGE_TRACE_POINTS));
    const taught = (slot: number): StageResult => ({ ...result(slot, 'tide'), intent: 'teach', trace });
    const before = stateFromSnapshot(snapshot([1, 2, 3], [1, 2, 3].map(taught)), 0);
    const returned = { ...snapshot([1, 8], [taught(1)]), wands: [wand(1), { ...wand(2), slot: 8 }] }; // 3 was hidden
    const idsOf = ({ taughtCasts }: StageState) => taughtCasts.map(({ castId, wand: { slot } }) => [castId, slot]);
    expect(idsOf(stateFromSnapshot(returned, 1, before))).toEqual([
      ['cast-1', 1],
      ['cast-2', 8],
    ]);
    const next = { ...returned, event: { ...returned.event, code: 'NEXT42' as EventCode } };
    expect(idsOf(stateFromSnapshot(next, 1, before))).toEqual([['cast-1', 1]]);
  });

  test('[S2] after a restart of the server the drawn casts of who is not back yet come back with them', () => {
    const trace = btoa('\u0001'.repeat(3 * STAGE_TRACE_POINTS));
    const taught = (slot: number): StageResult => ({ ...result(slot, 'tide'), intent: 'teach', trace });
    const idsOf = ({ taughtCasts }: StageState) => taughtCasts.map(({ castId, at }) => [castId, at]);
    let state = stateFromSnapshot(snapshot([1, 2, 3], [1, 2, 3].map(taught)), 0);
    state = stateFromSnapshot(snapshot([1]), 1, state);
    expect(idsOf(state)).toEqual([['cast-1', -Infinity]]);
    state = stateFromSnapshot(snapshot([]), 2, state); // restarted once more
    state = applyFrame(state, { tick: 1, joined: [{ ...wand(2), slot: 3 }] }, 3);
    expect(idsOf(state)).toEqual([['cast-2', -Infinity]]);
    state = applyFrame(state, { tick: 2, results: [{ ...taught(3), castId: 'new' as CastId }] }, 4);
    state = applyFrame(state, { tick: 3, hidden: [3], hiddenIds: [wand(2).id, wand(3).id] }, 5);
    state = applyFrame(state, { tick: 4, joined: [wand(1), wand(3)] }, 6);
    expect(idsOf(state)).toEqual([['cast-1', -Infinity]]);
    state = applyFrame(state, { tick: 5, joined: [wand(1), wand(3)] }, 7);
    expect(idsOf(state)).toEqual([['cast-1', -Infinity]]);
    const next = { ...snapshot([]), event: { ...snapshot([]).event, code: 'NEXT42' as EventCode } };
    const other = stateFromSnapshot(next, 8, stateFromSnapshot(snapshot([]), 8, state));
    expect(idsOf(applyFrame(other, { tick: 1, joined: [wand(1)] }, 9))).toEqual([]);
  });

  test('[S2] a welcome during casts shows their progress, and they continue to grow', () => {
    const welcome = { ...snapshot([4, 7]), live: [[7, 0, 10, 20, 30]] };
    const state = stateFromSnapshot(welcome, 0);
    expect(castOf(state, 7)).toMatchObject({ kind: 'live', filled: 3 });
    expect(castOf(applyFrame(state, { tick: 1, live: [[7, 3, 40]] }, 10), 7)).toMatchObject({ filled: 4 });
  });

  test('taught casts and needs come with welcomes and frames', () => {
    const trace = Buffer.from(new Int8Array(72).fill(3)).toString('base64');
    const taughtCast = { ...result(7, 'tide'), intent: 'teach' as const, trace };
    const need = { spell: 'tide' as SpellId, casts: 1, people: 1, needs: 'Tide needs 4 more casts' };
    const first = stateFromSnapshot({ ...snapshot([7], [taughtCast]), teachingNeeds: [need] }, 0);
    expect([first.teachingNeeds, first.taughtCasts.length]).toEqual([[need], 1]);
    const later = applyFrame(first, { tick: 1, results: [{ ...taughtCast, castId: 'other' as CastId }], teachingNeeds: [{ ...need, casts: 2 }] }, 50); // prettier-ignore
    expect(later.taughtCasts.map(({ at }) => at)).toEqual([-Infinity, 50]);
    expect(later.teachingNeeds[0]?.casts).toBe(2);
    expect(applyFrame(later, { tick: 2 }, 60)).toMatchObject({
      taughtCasts: later.taughtCasts,
      teachingNeeds: later.teachingNeeds,
    });
  });

  test('a wand that joins takes the first free seat', () => {
    let state = stateFromSnapshot(snapshot([1, 2, 3]), 0);
    state = applyFrame(state, { tick: 1, left: [2] }, 10);
    expect(state.seats).toEqual([1, null, 3]);
    state = applyFrame(state, { tick: 2, joined: [wand(9)] }, 20);
    expect(state.seats).toEqual([1, 9, 3]);
    expect(state.tiles.get(9)?.arrivedAt).toBe(20);
    expect(state.tiles.has(2)).toBe(false);
  });

  test('if most seats are free, everyone moves closer together', () => {
    const state = applyFrame(stateFromSnapshot(snapshot([1, 2, 3, 4, 5]), 0), { tick: 1, left: [1, 2, 4] }, 10);
    expect(state.seats).toEqual([3, 5]);
  });

  test('joining again, as after a lost connection, changes only the name', () => {
    const live = applyFrame(stateFromSnapshot(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10]] }, 10);
    const state = applyFrame(live, { tick: 2, joined: [{ ...wand(1), nickname: 'Renamed' }] }, 20);
    expect(state.seats).toEqual([1]);
    expect(state.tiles.get(1)?.wand.nickname).toBe('Renamed');
    expect(castOf(state, 1)?.kind).toBe('live');
  });

  test('a live cast grows by the bars of each frame, and a bar at index 0 starts a new cast', () => {
    let state = applyFrame(stateFromSnapshot(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10, 20]] }, 10);
    state = applyFrame(state, { tick: 2, live: [[1, 2, 30]] }, 20);
    expect(castOf(state, 1)).toMatchObject({ kind: 'live', filled: 3 });
    expect(barsOf(state, 1).slice(0, 4)).toEqual([10, 20, 30, 0]);
    state = applyFrame(state, { tick: 3, live: [[1, 0, 5]] }, 30);
    expect(barsOf(state, 1).slice(0, 3)).toEqual([5, 0, 0]);
  });

  test('missed bars are empty, and after a full circle the newest overwrite the oldest', () => {
    let state = applyFrame(stateFromSnapshot(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10]] }, 10);
    state = applyFrame(state, { tick: 2, live: [[1, 3, 40]] }, 20);
    expect(barsOf(state, 1).slice(0, 4)).toEqual([10, 0, 0, 40]);
    state = applyFrame(state, { tick: 3, live: [[1, SEAL_BARS, 77]] }, 30);
    expect(castOf(state, 1)).toMatchObject({ filled: SEAL_BARS + 1 });
    expect(barsOf(state, 1)[0]).toBe(77);
  });

  test('a canceled cast becomes idle, but a result stays', () => {
    let state = applyFrame(stateFromSnapshot(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10]] }, 10);
    state = applyFrame(state, { tick: 2, ended: [1] }, 20);
    expect(castOf(state, 1)).toEqual({ kind: 'idle' });
    state = applyFrame(state, { tick: 3, results: [result(1, 'tide')], ended: [1] }, 30);
    expect(castOf(state, 1)?.kind).toBe('decided');
  });

  test('a result has the time of its frame, even if it fizzled', () => {
    const state = applyFrame(
      stateFromSnapshot(snapshot([1, 2]), 0),
      { tick: 1, results: [result(1, null), result(2, 'tide')] },
      40,
    );
    expect(castOf(state, 1)).toMatchObject({ kind: 'decided', at: 40, result: { spell: null } });
    expect(castOf(state, 2)).toMatchObject({ kind: 'decided', at: 40, result: { spell: 'tide' } });
  });

  test('frames about unknown wands change nothing', () => {
    const before = stateFromSnapshot(snapshot([1]), 0);
    const after = applyFrame(
      before,
      { tick: 1, live: [[5, 0, 1]], results: [result(6, 'tide')], left: [7], ended: [8] },
      10,
    );
    expect([...after.tiles]).toEqual([...before.tiles]);
    expect(after.seats).toEqual(before.seats);
  });

  test('applying a frame does not modify the previous state', () => {
    const before = applyFrame(stateFromSnapshot(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10]] }, 10);
    const bars = [...barsOf(before, 1)];
    applyFrame(before, { tick: 2, live: [[1, 1, 99]], joined: [wand(2)] }, 20);
    expect(barsOf(before, 1)).toEqual(bars);
    expect(before.tiles.size).toBe(1);
  });
});
