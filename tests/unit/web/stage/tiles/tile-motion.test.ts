import type { CastId, SpellId, StageResult } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { DECIDED_MS, type TileCast } from '../../../../../apps/web/src/stage/state/stage-state';
import {
  REVEAL_MS,
  currentCast,
  fadeOf,
  nextChange,
  revealOf,
} from '../../../../../apps/web/src/stage/tiles/tile-motion';

const result: StageResult = {
  slot: 1,
  castId: 'cast' as CastId,
  intent: 'cast',
  modelId: 'model-1',
  spell: 'tide' as SpellId,
  percents: [],
  seal: [],
};
const decided: TileCast = { kind: 'decided', result, at: 1_000 };

describe('a tile over time', () => {
  test('fades in its color, then fades out and becomes idle', () => {
    expect(revealOf(1_000, 1_000)).toBe(0);
    expect(revealOf(1_000, 1_000 + REVEAL_MS)).toBe(1);
    expect(fadeOf(1_000, 1_000)).toBe(1);
    expect(fadeOf(1_000, 1_000 + DECIDED_MS)).toBeCloseTo(0.38);
    expect(currentCast(decided, 1_000 + DECIDED_MS - 1)).toBe(decided);
    expect(currentCast(decided, 1_000 + DECIDED_MS)).toEqual({ kind: 'idle' });
  });

  test('needs every frame for the reveal, slow steps for the fade, and none when idle', () => {
    expect(nextChange([{ kind: 'idle' }, decided], 1_100)).toBe('frame');
    expect(nextChange([decided], 5_000)).toBe('step');
    expect(nextChange([decided], 60_000)).toBe('never');
    expect(nextChange([{ kind: 'idle' }, { kind: 'live', bars: [], filled: 0 }], 0)).toBe('never');
  });
});
