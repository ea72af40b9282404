import type { EventInfo, Round, Spell, SpellId, StageSnapshot, StageWand } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { isAudible } from '../../../../../apps/web/src/stage/sound/cues/audible';
import { castCues, type CastState } from '../../../../../apps/web/src/stage/sound/cues/cast-cues';
import { CueLimiter } from '../../../../../apps/web/src/stage/sound/cues/cue-limiter';
import { MAX_PER_SECOND } from '../../../../../apps/web/src/stage/sound/cues/levels';
import type { Tile, TileCast } from '../../../../../apps/web/src/stage/state/stage-state';
import { stateFromSnapshot } from '../../../../../apps/web/src/stage/state/stage-state';
import { snapshotOf } from '../../../../browser/stage/stage-snapshots';

const event = { sound: true, blank: false, view: 'live' } as EventInfo;
const spells = ['ember', 'tide'].map((id) => ({ id: id as SpellId }) as Spell);

const decided = (spell: string | null, at: number): TileCast => ({ kind: 'decided', result: { spell } as never, at });
const idle: TileCast = { kind: 'idle' };
function stateOf(casts: readonly TileCast[], change: Partial<CastState> = {}, arrivedAt = 0): CastState {
  const tiles = new Map(
    casts.map((cast, slot): [number, Tile] => [slot, { wand: { slot } as StageWand, arrivedAt, cast }]),
  );
  return { event, tiles, spells, reactions: [], round: null, ...change };
}
const withView = (view: EventInfo['view']): Partial<CastState> => ({ event: { ...event, view } });

describe('what can be heard', () => {
  test('nothing while sound is off, the stage is dark, or a note is shown', () => {
    expect(isAudible({ event, note: null })).toBe(true);
    expect(isAudible({ event: { ...event, blank: true }, note: null })).toBe(false);
    expect(isAudible({ event: { ...event, sound: false }, note: null })).toBe(false);
    expect(isAudible({ event, note: 'Ten minutes' })).toBe(false);
  });
});

describe('cues of casts', () => {
  const casts = [decided('tide', 20), decided('ember', 10), decided(null, 30), idle, decided('gone', 30)];

  test('are a tone for each spell recognized since a time, by its position in the book, and a puff for a fizzle', () => {
    expect(castCues(stateOf(casts), 10, 0)).toEqual([{ kind: 'hit', place: 1 }, { kind: 'fizzle' }]);
    expect(castCues(stateOf(casts), 9, 0)).toHaveLength(3);
    expect(castCues(stateOf(casts), 30, 0)).toEqual([]);
  });

  test('are none on views that show no casts, and after the end of a round', () => {
    const round = { startsAt: 0, endsAt: 1_000, pausedAt: null } as Round;
    const inRound = stateOf(casts, { ...withView('round'), round });
    expect(castCues(stateOf(casts, withView('leaders')), 9, 0)).toEqual([]);
    expect(castCues(inRound, 9, 999)).toHaveLength(3);
    expect(castCues(inRound, 9, 1_000)).toEqual([]);
  });
});

describe('cues of people', () => {
  test('are a chime for each arrival in the lobby and the live view', () => {
    const arrivals = (view: EventInfo['view']): object[] => castCues(stateOf([idle, idle], withView(view), 20), 19, 0);
    expect(arrivals('lobby')).toEqual([{ kind: 'join', slot: 0 }, { kind: 'join', slot: 1 }]); // prettier-ignore
    expect(arrivals('live')).toHaveLength(2);
    expect(arrivals('round')).toEqual([]);
  });

  test('are claps for reactions on any view, most of them for applause', () => {
    const reactions = [
      { slot: 1, reaction: 'applause', at: 20 },
      { slot: 2, reaction: 'heart', at: 21 },
      { slot: 3, reaction: 'applause', at: 10 },
    ] as const;
    expect(castCues(stateOf([], { ...withView('thanks'), reactions }), 10, 0)).toEqual([
      { kind: 'applause', claps: 4 },
      { kind: 'applause', claps: 1 },
    ]);
  });

  test('are none for what a late stage is told in its welcome', () => {
    const wands = [0, 1, 2].map((slot) => ({ slot }) as StageWand);
    const result = { slot: 1, spell: 'tide', percents: [], seal: [] } as unknown as StageSnapshot['recent'][number];
    const state = stateFromSnapshot(snapshotOf(wands, { sound: true }, { recent: [result] }), 50_000);
    expect(state.tiles.get(1)?.cast.kind).toBe('decided');
    expect(castCues(state, 50_000 - 1, 0)).toEqual([]);
  });
});

describe('the limit of cues', () => {
  test('holds for each kind in any second', () => {
    const limiter = new CueLimiter();
    const hits = (count: number): { kind: 'hit'; place: number }[] =>
      Array.from({ length: count }, (_, place) => ({ kind: 'hit', place }));
    expect(MAX_PER_SECOND.hit).toBe(6);
    expect(limiter.take(hits(4), 0)).toHaveLength(4);
    expect(limiter.take(hits(4), 500)).toEqual(hits(2));
    expect(limiter.take([...hits(9), { kind: 'start' }], 999)).toEqual([{ kind: 'start' }]);
    expect(limiter.take(hits(9), 1_000)).toHaveLength(4);
    expect(limiter.take([], 1_001)).toEqual([]);
  });
});
