import type {
  CastId,
  EventCode,
  ParticipantId,
  SpellId,
  StageResult,
  StageSnapshot,
  StageWand,
} from '@wandcast/protocol';
import { SEAL_BARS } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { applyFrame, stateOf, type StageState } from '../../../../../apps/web/src/stage/state/stage-state';

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
    ...{ blank: false, announcement: null, spotlight: { by: 'newest' }, calm: false, sound: false },
  },
  joinUrl: 'https://wand.example/?code=MOTH42',
  spells: [],
  model: null,
  wands: slots.map(wand),
  recent,
  counts: { wands: slots.length, casts: 0, perMinute: 0 },
  training: null,
  report: null,
  ...{ live: [], round: null, tally: null, teachingNeeds: [], note: null },
  board: { rounds: 0, recent: [], people: 0, rows: [], groves: [], podium: [] },
});
const castOf = (state: StageState, slot: number) => state.tiles.get(slot)?.cast;
const barsOf = (state: StageState, slot: number): readonly number[] => {
  const cast = castOf(state, slot);
  return cast?.kind === 'live' ? cast.bars : [];
};

describe('the state of the stage', () => {
  test('[S2] a welcome is the whole state: everyone seated, recent casts decided and past their reveal', () => {
    const state = stateOf(snapshot([4, 7], [result(7, 'tide')]), 100_000);
    expect(state.seats).toEqual([4, 7]);
    expect(castOf(state, 4)).toEqual({ kind: 'idle' });
    expect(castOf(state, 7)).toMatchObject({ kind: 'decided', at: 90_000 });
    expect(state.tiles.get(4)?.arrivedAt).toBe(-Infinity);
  });

  test('[S2] a welcome in the middle of casts shows them as they are, and they grow on', () => {
    const welcome = { ...snapshot([4, 7]), live: [[7, 0, 10, 20, 30]] };
    const state = stateOf(welcome, 0);
    expect(castOf(state, 7)).toMatchObject({ kind: 'live', filled: 3 });
    expect(castOf(applyFrame(state, { tick: 1, live: [[7, 3, 40]] }, 10), 7)).toMatchObject({ filled: 4 });
  });

  test('lessons and needs come with welcome and frames', () => {
    const trace = Buffer.from(new Int8Array(72).fill(3)).toString('base64');
    const lesson = { ...result(7, 'tide'), intent: 'teach' as const, trace };
    const need = { spell: 'tide' as SpellId, casts: 1, people: 1, needs: 'Tide needs 4 more casts' };
    const first = stateOf({ ...snapshot([7], [lesson]), teachingNeeds: [need] }, 0);
    expect([first.teachingNeeds, first.lessons.length]).toEqual([[need], 1]);
    const later = applyFrame(first, { tick: 1, results: [{ ...lesson, castId: 'other' as CastId }], teachingNeeds: [{ ...need, casts: 2 }] }, 50); // prettier-ignore
    expect(later.lessons.map(({ at }) => at)).toEqual([-Infinity, 50]);
    expect(later.teachingNeeds[0]?.casts).toBe(2);
    expect(applyFrame(later, { tick: 2 }, 60)).toMatchObject({
      lessons: later.lessons,
      teachingNeeds: later.teachingNeeds,
    });
  });

  test('a wand that joins takes a seat, and a seat that was left is taken first', () => {
    let state = stateOf(snapshot([1, 2, 3]), 0);
    state = applyFrame(state, { tick: 1, left: [2] }, 10);
    expect(state.seats).toEqual([1, null, 3]);
    state = applyFrame(state, { tick: 2, joined: [wand(9)] }, 20);
    expect(state.seats).toEqual([1, 9, 3]);
    expect(state.tiles.get(9)?.arrivedAt).toBe(20);
    expect(state.tiles.has(2)).toBe(false);
  });

  test('when most seats are empty, everyone moves together', () => {
    const state = applyFrame(stateOf(snapshot([1, 2, 3, 4, 5]), 0), { tick: 1, left: [1, 2, 4] }, 10);
    expect(state.seats).toEqual([3, 5]);
  });

  test('joining twice, as after a lost connection, changes the name and nothing else', () => {
    const live = applyFrame(stateOf(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10]] }, 10);
    const state = applyFrame(live, { tick: 2, joined: [{ ...wand(1), nickname: 'Renamed' }] }, 20);
    expect(state.seats).toEqual([1]);
    expect(state.tiles.get(1)?.wand.nickname).toBe('Renamed');
    expect(castOf(state, 1)?.kind).toBe('live');
  });

  test('a live cast grows by the bars of each frame, and a first bar begins a new one', () => {
    let state = applyFrame(stateOf(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10, 20]] }, 10);
    state = applyFrame(state, { tick: 2, live: [[1, 2, 30]] }, 20);
    expect(castOf(state, 1)).toMatchObject({ kind: 'live', filled: 3 });
    expect(barsOf(state, 1).slice(0, 4)).toEqual([10, 20, 30, 0]);
    state = applyFrame(state, { tick: 3, live: [[1, 0, 5]] }, 30);
    expect(barsOf(state, 1).slice(0, 3)).toEqual([5, 0, 0]);
  });

  test('bars that were missed are empty, and past a round the newest overwrite the oldest', () => {
    let state = applyFrame(stateOf(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10]] }, 10);
    state = applyFrame(state, { tick: 2, live: [[1, 3, 40]] }, 20);
    expect(barsOf(state, 1).slice(0, 4)).toEqual([10, 0, 0, 40]);
    state = applyFrame(state, { tick: 3, live: [[1, SEAL_BARS, 77]] }, 30);
    expect(castOf(state, 1)).toMatchObject({ filled: SEAL_BARS + 1 });
    expect(barsOf(state, 1)[0]).toBe(77);
  });

  test('a cast that was given up is idle again; a decided one is not undone by that', () => {
    let state = applyFrame(stateOf(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10]] }, 10);
    state = applyFrame(state, { tick: 2, ended: [1] }, 20);
    expect(castOf(state, 1)).toEqual({ kind: 'idle' });
    state = applyFrame(state, { tick: 3, results: [result(1, 'tide')], ended: [1] }, 30);
    expect(castOf(state, 1)?.kind).toBe('decided');
  });

  test('a result decides a cast at the time of its frame, fizzled or not', () => {
    const state = applyFrame(
      stateOf(snapshot([1, 2]), 0),
      { tick: 1, results: [result(1, null), result(2, 'tide')] },
      40,
    );
    expect(castOf(state, 1)).toMatchObject({ kind: 'decided', at: 40, result: { spell: null } });
    expect(castOf(state, 2)).toMatchObject({ kind: 'decided', at: 40, result: { spell: 'tide' } });
  });

  test('frames about wands nobody knows change nothing', () => {
    const before = stateOf(snapshot([1]), 0);
    const after = applyFrame(
      before,
      { tick: 1, live: [[5, 0, 1]], results: [result(6, 'tide')], left: [7], ended: [8] },
      10,
    );
    expect([...after.tiles]).toEqual([...before.tiles]);
    expect(after.seats).toEqual(before.seats);
  });

  test('the state before a frame stays as it was', () => {
    const before = applyFrame(stateOf(snapshot([1]), 0), { tick: 1, live: [[1, 0, 10]] }, 10);
    const bars = [...barsOf(before, 1)];
    applyFrame(before, { tick: 2, live: [[1, 1, 99]], joined: [wand(2)] }, 20);
    expect(barsOf(before, 1)).toEqual(bars);
    expect(before.tiles.size).toBe(1);
  });
});
