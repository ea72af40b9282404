import { describe, expect, test } from 'vitest';
import { MOVE_MS, lobbyPlaces, planLobby } from '../../../../../apps/web/src/stage/lobby/lobby-layout';

describe('the lobby', () => {
  test('is laid out without animation for everyone present at first', () => {
    const plan = planLobby(undefined, 500, 0, false);
    expect(lobbyPlaces(plan, 0).moving).toBe(false);
    const points = Array.from({ length: 500 }, (_, seat) => lobbyPlaces(plan, 0).pointOf(seat)?.join(' '));
    expect(new Set(points).size).toBe(500);
  });

  test('moves everyone together when it grows, one move at a time', () => {
    const small = planLobby(undefined, 20, 0, false);
    const wide = planLobby(small, 30, 1_000, false);
    expect(planLobby(wide, 500, 1_000 + MOVE_MS - 1, false)).toBe(wide);
    expect(planLobby(wide, 500, 1_000 + MOVE_MS, false)).not.toBe(wide);
    const [start, end] = [lobbyPlaces(wide, 1_000), lobbyPlaces(wide, 1_000 + MOVE_MS)];
    expect(start.pointOf(3)).toEqual(lobbyPlaces(small, 0).pointOf(3));
    expect(start.scale * start.cell).toBeCloseTo(lobbyPlaces(small, 0).cell);
    expect([start.moving, end.moving, end.scale]).toEqual([true, false, 1]);
    expect(start.pointOf(600)).toBeUndefined();
  });

  test('changes its size without animation with reduced motion', () => {
    const wide = planLobby(planLobby(undefined, 20, 0, true), 30, 1_000, true);
    expect(lobbyPlaces(wide, 1_000).moving).toBe(false);
  });
});
