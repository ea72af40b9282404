import type { CastId, OwnStanding, Round } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import RoundStats from '../../../../../apps/web/src/wand/round/RoundStats.vue';

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true })); // reduced motion: numbers do not count up
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  vi.useFakeTimers();
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const castId = '00000000-0000-7000-9000-000000000001' as CastId;
const round: Round = {
  ...{ id: 'r', number: 1, kind: 'order', spell: null, duel: null, pausedAt: null, pauses: [], undone: false },
  ...{ startsAt: 0, endsAt: 20_000 },
};
const none: OwnStanding = {
  ...{ points: 0, rank: null, of: 6, players: 31, moved: null, streak: 0, gained: 0 },
  ...{ isSettled: false, tapped: null, last: null },
};
const last = { castId, total: 640, confidence: 500, speed: 140, streak: 0 };
const scored: OwnStanding = { ...none, points: 640, rank: 6, gained: 640, last };

async function shown(standing: OwnStanding, part: object = {}): Promise<string> {
  const points = standing.last === null ? null : { gained: standing.gained, cast: standing.last };
  const props = { welcome: { standing, round }, points, castId, on: true, earns: true, ...part };
  return (await renderToString(createSSRApp(RoundStats as Component, props)))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('below a result in a round', () => {
  test('a cast whose points are on their way is being counted, not without points', async () => {
    expect(await shown(none)).toContain('Counting');
    expect(await shown(none)).not.toContain('No points');
  });

  test('without a cast, and after one that gives no points, there are no points yet', async () => {
    for (const part of [{ castId: undefined }, { earns: false }])
      expect(await shown(none, part)).toContain('No points yet. You score in rounds.');
  });

  test('the rank counts everyone who plays, not only people with points', async () => {
    const text = await shown(scored);
    expect(text).toMatch(/\+640 points/);
    expect(text).toMatch(/6th of 31/);
  });
});
