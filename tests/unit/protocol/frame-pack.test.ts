import {
  SEAL_BARS,
  packBars,
  packFrame,
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
const kept = (frame: StageFrame): StageFrame => unpackFrame(JSON.parse(JSON.stringify(packFrame(frame))) as never);

describe('a packed frame', () => {
  test('[S4] a bar is a letter, and comes back give or take one; ends and order hold', () => {
    const all = Array.from({ length: 100 }, (_, i) => i);
    expect(packBars(all)).toHaveLength(100);
    unpackBars(packBars(all)).forEach((bar, i) => {
      expect(Math.abs(bar - i)).toBeLessThanOrEqual(1);
    });
    expect(unpackBars(packBars([0, 99]))).toEqual([0, 99]);
  });

  test('[S4] casts in progress keep slot, place and number of bars', () => {
    const { live } = kept({ tick: 1, live: [[1_204, 0, 0, 99], [7, 70, 50], [8, 3]] }); // prettier-ignore
    expect(live?.map(([slot, first]) => [slot, first])).toEqual([[1_204, 0], [7, 70], [8, 3]]); // prettier-ignore
    expect(live?.map((one) => one.length)).toEqual([4, 3, 2]);
    expect(live?.[0]).toEqual([1_204, 0, 0, 99]);
  });

  test('[S4] results keep whose they are, also where a frame has lessons, two models or none', () => {
    const results = [
      result(1, { intent: 'teach', modelId: null, percents: [], trace: 'AAAA' }),
      result(2),
      result(3, { modelId: 'model-2' }),
      result(4, { modelId: null, spell: null, percents: [] }),
    ];
    const whose = (list: readonly StageResult[] = []) => list.map((one) => ({ ...one, seal: [] }));
    expect(whose(kept({ tick: 1, results }).results)).toEqual(whose(results));
    expect(whose(kept({ tick: 1, results: results.slice(3) }).results)).toEqual(whose(results.slice(3)));
  });

  test('what is absent stays absent', () => {
    expect(kept({ tick: 9 })).toEqual({ tick: 9 });
    expect(Object.keys(packFrame({ tick: 9, left: [1] }))).toEqual(['tick', 'left']);
  });

  test('a crowd takes less than half of what its numbers take', () => {
    const frame: StageFrame = {
      tick: 1,
      live: Array.from({ length: 200 }, (_, i) => [i, 20, 40, 50, 60, 70]),
      results: Array.from({ length: 8 }, (_, i) => result(i)),
    };
    expect(JSON.stringify(packFrame(frame)).length).toBeLessThan(0.55 * JSON.stringify(frame).length);
  });
});
