import { describe, expect, test } from 'vitest';
import {
  MOVE_MS,
  NAMED_MS,
  lobbyPlaces,
  nextNamed,
  planLobby,
} from '../../../../../apps/web/src/stage/lobby/lobby-layout';

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

describe('names of arrivals', () => {
  const arrival = (slot: number, arrivedAt: number) => ({ slot, arrivedAt, point: [slot * 300, 0] as const });

  test('are shown three at a time, newest first, each long enough to be read', () => {
    const first = nextNamed([], [1, 2, 3, 4].map((n) => arrival(n, n)), 100); // prettier-ignore
    expect(first.map(({ slot }) => slot)).toEqual([4, 3, 2]);
    const crowd = Array.from({ length: 60 }, (_, n) => arrival(n, n < 5 ? n : 200 + n));
    expect(nextNamed(first, crowd, 100 + NAMED_MS - 1)).toBe(first);
    expect(nextNamed(first, crowd, 100 + NAMED_MS).map(({ slot }) => slot)).toEqual([59, 58, 57]);
  });

  test('do not overlap, and exclude people who left or arrived long ago', () => {
    const close = [
      { ...arrival(1, 10), point: [0, 0] as const },
      { ...arrival(2, 20), point: [100, 0] as const },
    ];
    const named = nextNamed([], close, 30);
    expect(named.map(({ slot }) => slot)).toEqual([2]);
    expect(nextNamed(named, close.slice(0, 1), 40).map(({ slot }) => slot)).toEqual([1]);
    expect(nextNamed([], close, 10 + NAMED_MS + 20)).toEqual([]);
  });
});
