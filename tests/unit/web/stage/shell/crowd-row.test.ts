import { SEAL_BARS, type StageResult } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { barLook, ROW_HEIGHT, ROW_LOW, rowBars, rowMark } from '../../../../../apps/web/src/stage/shell/crowd-row';
import { DECIDED_MS, idle, type TileCast } from '../../../../../apps/web/src/stage/state/stage-state';
import { STAGE_HEIGHT, STAGE_WIDTH } from '../../../../../apps/web/src/stage/ui/stage-units';
import { book } from '../../../../browser/stage/stage-snapshots.js';

const seats = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 7);

describe('the bars of a crowd', () => {
  test.each([1, 13, 150, 500, 900])('are %i distinct ones in the middle of the picture', (count) => {
    const bars = rowBars(seats(count));
    expect(bars.map(({ slot }) => slot)).toEqual(seats(count));
    const [first, last] = [bars[0], bars.at(-1)];
    expect((first?.x ?? 0) + (last?.x ?? 0)).toBeCloseTo(STAGE_WIDTH);
    for (const [i, { x, width }] of bars.entries()) {
      const next = bars[i + 1];
      expect(x - width / 2).toBeGreaterThan(50);
      if (next !== undefined) expect(next.x - x).toBeGreaterThanOrEqual(width);
    }
  });

  test('stay in place when somebody leaves', () => {
    const before = rowBars([1, 2, 3]);
    expect(rowBars([1, null, 3])).toEqual([before[0], before[2]]);
    expect(rowBars([])).toEqual([]);
  });

  test('have their marks inside the picture', () => {
    for (const bar of rowBars(seats(500))) {
      const { x, y, r } = rowMark(bar);
      expect(x - r).toBeGreaterThan(0);
      expect(y + r).toBeLessThanOrEqual(STAGE_HEIGHT);
    }
  });
});

describe('the bar of a participant', () => {
  const look = (cast: TileCast, now = 0, calm = false) => barLook(cast, book, now, calm);
  const live = (...bars: number[]): TileCast => ({ kind: 'live', bars, filled: bars.length });
  const decided = (spell: StageResult['spell']): TileCast => ({
    kind: 'decided',
    result: { spell } as StageResult,
    at: 0,
  });

  test('follows the hand, also after a full circle', () => {
    expect(look(live(0)).height).toBe(look(idle).height);
    expect(look(live(0, 99)).height).toBe(ROW_HEIGHT - ROW_LOW);
    const around = {
      kind: 'live',
      bars: [99, ...Array<number>(SEAL_BARS - 1).fill(0)],
      filled: SEAL_BARS + 1,
    } as const;
    expect(look(around).height).toBe(ROW_HEIGHT - ROW_LOW);
  });

  test('does not move with reduced motion', () => {
    expect(look(live(3), 0, true)).toEqual(look(live(90), 0, true));
    expect(look(live(3), 0, true).height).toBeGreaterThan(look(idle).height);
  });

  test('has the color of the spell, and sinks', () => {
    const [spell] = book;
    const shown = [0, DECIDED_MS / 2, DECIDED_MS].map((now) => look(decided(spell?.id ?? null), now));
    expect(shown[0]).toMatchObject({ token: spell?.hue, alpha: 1, height: ROW_HEIGHT - ROW_LOW });
    expect(shown.map(({ height }) => height)).toEqual(shown.map(({ height }) => height).toSorted((a, b) => b - a));
    expect(look(decided(null)).token).toBe('unknown');
  });
});
