import { SEAL_BARS, type CastId, type RoundLeader, type ShownCast, type StageResult } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  bestCastOf,
  duelPlace,
  sideContent,
  sideOutcome,
} from '../../../../../../apps/web/src/stage/round/duel/duel-side';
import { idle, type Tile, type TileCast } from '../../../../../../apps/web/src/stage/state/stage-state';
import { crowd, roundOf, tallyOf } from '../../../../../browser/stage/stage-snapshots';

const [wand, other] = crowd(2);
if (wand === undefined || other === undefined) throw new Error('a duel needs two');
const tileWith = (cast: TileCast): Tile => ({ wand, arrivedAt: 0, cast });
const result = {
  ...{ slot: 0, castId: 'cast' as CastId, intent: 'cast', modelId: null, spell: null, percents: [] },
  ...{ seal: new Array<number>(SEAL_BARS).fill(9), path: 'p' },
} as StageResult;
const best: ShownCast = { castId: 'best' as CastId, spell: null, confidence: 0.9, seal: [], path: 'b' };

describe('the seal of a duelist', () => {
  test('grows while they cast, with their stroke', () => {
    const tile = tileWith({ kind: 'live', bars: [1, 2], filled: 2 });
    expect(sideContent(tile, undefined, new Map([[wand.slot, 'path']]), 0)).toMatchObject({ filled: 2, path: 'path' });
    expect(sideContent(tile, undefined, new Map(), 0)).toMatchObject({ kind: 'live', path: '' });
  });

  test('keeps the last cast of the duel, but none from before', () => {
    const tile = tileWith({ kind: 'decided', result, at: 500 });
    expect(sideContent(tile, undefined, new Map(), 400)).toMatchObject({ kind: 'cast', castId: 'cast', path: 'p' });
    expect(sideContent(tile, undefined, new Map(), 600)).toEqual({ kind: 'idle' });
  });

  test('shows no cast whose time is unknown, because the page has connected since', () => {
    const tile = tileWith({ kind: 'decided', result, at: 500, isEarlier: true });
    expect(sideContent(tile, undefined, new Map(), 400)).toEqual({ kind: 'idle' });
  });

  test('shows the cast that counts in the end, even if they left', () => {
    expect(sideContent(undefined, best, new Map(), 0)).toMatchObject({ castId: 'best', at: -Infinity });
    expect(sideContent(tileWith(idle), undefined, new Map(), 0)).toEqual({ kind: 'idle' });
  });

  test('is found by the place of its owner among the leaders', () => {
    const round = roundOf(0, 0, { kind: 'duel', duel: [wand.id, other.id] });
    const tally = tallyOf([wand, other], round);
    expect(bestCastOf(tally, other.id)).toBe(tally.bestCasts[1]);
    expect(bestCastOf({ ...tally, bestCasts: [] }, other.id)).toBeUndefined();
    expect(bestCastOf(null, other.id)).toBeUndefined();
  });
});

const leader = (id: string, points: number) => ({ id, points }) as RoundLeader;

test('a duel is won, lost, even, or open if nobody scored', () => {
  const outcomes = (...leaders: RoundLeader[]) => ['a', 'b'].map((id) => sideOutcome(id, leaders));
  expect(outcomes(leader('b', 900), leader('a', 800))).toEqual(['lost', 'won']);
  expect(outcomes(leader('a', 900))).toEqual(['won', 'lost']);
  expect(outcomes(leader('a', 900), leader('b', 900))).toEqual(['draw', 'draw']);
  expect(outcomes()).toEqual(['open', 'open']);
});

test('the result of a duel is heard only for places that exist', () => {
  const places = (...leaders: RoundLeader[]) => [0, 1].map((step) => duelPlace(step, leaders));
  expect(places(leader('b', 900), leader('a', 800))).toEqual([2, 1]);
  expect(places(leader('a', 900))).toEqual([undefined, 1]);
  expect(places(leader('a', 900), leader('b', 900))).toEqual([2, undefined]);
  expect(places()).toEqual([undefined, undefined]);
});
