import {
  SEAL_BARS,
  packBars,
  packFrame,
  packPath,
  unpackBars,
  unpackFrame,
  type StageFrame,
  type StageResult,
} from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

const seal = Array.from({ length: SEAL_BARS }, (_, i) => (i * 37) % 100);
const result = (slot: number, change: Partial<StageResult> = {}): StageResult => ({
  ...{ slot, castId: `cast-${slot}` as never, intent: 'cast', modelId: 'model-1', spell: 'tide' as never },
  ...{ percents: [93, 7], seal },
  ...change,
});
const path = packPath(Array.from({ length: 40 }, (_, i) => ({ x: i, y: Math.sin(i / 6) })));
const roundTrip = (frame: StageFrame): StageFrame => unpackFrame(JSON.parse(JSON.stringify(packFrame(frame))) as never);

describe('a packed frame', () => {
  test('[S4] encodes a bar as one letter and decodes it to within 1; the extremes are exact', () => {
    const all = Array.from({ length: 100 }, (_, i) => i);
    expect(packBars(all)).toHaveLength(100);
    unpackBars(packBars(all)).forEach((bar, i) => {
      expect(Math.abs(bar - i)).toBeLessThanOrEqual(1);
    });
    expect(unpackBars(packBars([0, 99]))).toEqual([0, 99]);
  });

  test('[S4] preserves the slot, first index and number of bars of casts in progress', () => {
    const { live } = roundTrip({ tick: 1, live: [[1_204, 0, 0, 99], [7, 70, 50], [8, 3]] }); // prettier-ignore
    expect(live?.map(([slot, first]) => [slot, first])).toEqual([[1_204, 0], [7, 70], [8, 3]]); // prettier-ignore
    expect(live?.map((one) => one.length)).toEqual([4, 3, 2]);
    expect(live?.[0]).toEqual([1_204, 0, 0, 99]);
  });

  test('[S4] preserves the model and intent of results, also with teach casts, two models or none', () => {
    const results = [
      result(1, { intent: 'teach', modelId: null, percents: [], trace: 'AAAA' }),
      result(2),
      result(3, { modelId: 'model-2' }),
      result(4, { modelId: null, spell: null, percents: [] }),
    ];
    const whose = (list: readonly StageResult[] = []) => list.map((one) => ({ ...one, seal: [] }));
    expect(whose(roundTrip({ tick: 1, results }).results)).toEqual(whose(results));
    expect(whose(roundTrip({ tick: 1, results: results.slice(3) }).results)).toEqual(whose(results.slice(3)));
  });

  test('[S4] preserves paths, strokes, reactions and located slots', () => {
    const moments = {
      ...{ strokes: [{ slot: 7, path }], located: [3] },
      reactions: [[7, 2], [7, 0]], // prettier-ignore
    } as const;
    const unpacked = roundTrip({ tick: 1, results: [result(1, { path }), result(2)], ...moments });
    expect(unpacked).toMatchObject(moments);
    expect(unpacked.results?.map((one) => one.path)).toEqual([path, undefined]);
  });

  test('keeps absent fields absent', () => {
    expect(roundTrip({ tick: 9 })).toEqual({ tick: 9 });
    expect(Object.keys(packFrame({ tick: 9, left: [1] }))).toEqual(['tick', 'left']);
  });

  test('takes less than 55 % of the size of plain JSON for a large audience', () => {
    const frame: StageFrame = {
      tick: 1,
      live: Array.from({ length: 200 }, (_, i) => [i, 20, 40, 50, 60, 70]),
      results: Array.from({ length: 8 }, (_, i) => result(i)),
    };
    expect(JSON.stringify(packFrame(frame)).length).toBeLessThan(0.55 * JSON.stringify(frame).length);
  });

  test('[S4] needs less than 60 kB/s for 500 people who cast every six seconds, with paths, reactions, tally and leaderboard', () => {
    // Casts of 2.5 s: 208 in progress, 83 results per second. Every second frame carries bars, for 160 ms each.
    const person = { id: crypto.randomUUID() as never, nickname: 'Gilded Lantern Weaver', sigil: 'moth', metal: 'brass', grove: 'birch' } as const; // prettier-ignore
    const standing = { ...person, rank: 1, points: 12_345, moved: -12, streak: 3 };
    const board = {
      ...{ rounds: 5, recent: [1, 2, 3, 4, 5], people: 500 },
      rows: Array.from({ length: 10 }, () => ({ ...standing, ranks: [1, 12, 3, 14, 5] })),
      groves: (['ash', 'birch', 'rowan', 'yew'] as const).map((grove) => ({ grove, rank: 1, points: 98_765, perHead: 789.12, people: 125, moved: 1 })), // prettier-ignore
      podium: Array.from({ length: 3 }, () => ({ ...standing, spell: 'tide' as never, seal, path })),
    };
    const leaders = Array.from({ length: 3 }, () => ({ ...person, points: 123, tookMs: 2_345 }));
    const recognized = Array.from({ length: 6 }, (_, i) => [`spell-${i}` as never, 83] as const);
    const tally = {
      roundId: crypto.randomUUID(),
      recognized,
      fizzled: 12,
      people: 456,
      of: 500,
      isSettled: true,
      leaders,
      bestCasts: [],
    };
    let bytes = 0;
    for (let tick = 0; tick < 25; tick++) {
      const frame: StageFrame = {
        tick,
        ...(tick % 2 === 0 && { live: Array.from({ length: 208 }, (_, i) => [1_000 + i, 40, 9, 50, 99, 70]) }),
        results: Array.from({ length: 7 }, (_, i) => result(1_000 + i, { castId: crypto.randomUUID() as never, modelId: crypto.randomUUID(), percents: [93, 3, 2, 1, 0, 0], ...(i === 0 && tick % 2 === 0 && { path }) })).map((one, _, [first]) => ({ ...one, modelId: first?.modelId ?? null })), // prettier-ignore
        ...(tick % 2 === 0 && { strokes: Array.from({ length: 4 }, (_, i) => ({ slot: 1_000 + i, path })) }),
        reactions: Array.from({ length: 24 }, (_, i) => [1_000 + i, i % 5] as const),
        located: [1_001],
        ...(tick % 6 === 0 && { tally, board }),
        ...(tick % 12 === 0 && { counts: { wands: 500, casts: 12_345, perMinute: 5_000 } }),
      };
      bytes += JSON.stringify(['stage:frame', packFrame(frame)]).length;
    }
    expect(bytes / 2 / 1_000).toBeLessThan(60);
    expect(bytes / 2 / 1_000).toBeGreaterThan(20); // proves that the frames are not trivially small
  });
});
