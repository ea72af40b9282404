import type { CastId, SpellId, StageResult } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { DECIDED_MS, type TileCast } from '../../../../../apps/web/src/stage/state/stage-state';
import {
  CALM_MS,
  REPLAY_MS,
  REVEAL_MS,
  currentCast,
  fadeOf,
  lookOf,
  nextChange,
  replayOf,
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

  test('replays the path of its result once, as it was drawn, and then rests', () => {
    const drawn: TileCast = { kind: 'decided', result: { ...result, path: 'AAAA' }, at: 1_000 };
    const after = 1_000 + REVEAL_MS + 50;
    expect([nextChange([decided], after), nextChange([drawn], after)]).toEqual(['step', 'frame']);
    expect(lookOf(drawn, after)).not.toBe(lookOf(drawn, after + 50));
    expect(replayOf(1_000, 1_000 + REPLAY_MS / 2, REVEAL_MS)).toBe(0.5);
    expect(nextChange([drawn], 1_000 + REPLAY_MS)).toBe('step');
    expect(lookOf(drawn, 1_000 + REPLAY_MS)).toBe(lookOf(decided, 1_000 + REPLAY_MS));
    expect(replayOf(1_000, 1_000, CALM_MS)).toBe(1); // with reduced motion
  });
});
