import { seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { boardOf } from '../../../../apps/api/src/games/leaderboard/leaderboard.js';
import { Places } from '../../../../apps/api/src/games/leaderboard/places.js';
import { playersIn } from '../../../../apps/api/src/games/scoring/players.js';
import { ranksOf } from '../../../../apps/api/src/games/scoring/ranks.js';
import { resultsOf, scoresOf, type RoundResult } from '../../../../apps/api/src/games/scoring/scoring.js';
import { randomGame } from '../../../support/random-game.js';

const AT = Date.UTC(2026, 10, 25, 18, 0);

/** Results and players of a random game with at least eight rounds: more than places are kept for. */
function longGame(seed: number) {
  const games = Array.from({ length: 4 }, (_, i) => randomGame(10 * seed + i, AT + i * 400_000));
  const results = games.flatMap(({ rounds, casts, settledAt }) => resultsOf(rounds, casts, settledAt));
  const everyone = games.flatMap((game) => game.everyone);
  return { results, players: playersIn(results, everyone) };
}

describe('places that are kept', () => {
  test.each(Array.from({ length: 30 }, (_, seed) => seed))(
    'are those of a new computation while rounds go on, end, change and are undone, and people come and go: game %i',
    (seed) => {
      const random = seeded(seed);
      const { results, players } = longGame(seed);
      expect(results.length).toBeGreaterThan(7);
      const places = new Places();
      let shown: readonly RoundResult[] = [];
      let present: typeof players = new Map();
      for (let step = 0; step < 60; step++) {
        const what = random();
        const at = Math.floor(random() * shown.length);
        if (what < 0.4) shown = results.slice(0, Math.min(results.length, shown.length + 1));
        else if (what < 0.6) shown = shown.map((one, i) => (i === shown.length - 1 ? { ...one } : one));
        else if (what < 0.7) shown = shown.map((one, i) => (i === at ? { ...one, scores: new Map() } : one));
        else if (what < 0.8) shown = shown.slice(0, -1);
        else if (what < 0.85) shown = shown.filter((_, i) => i !== at);
        else present = new Map([...players].filter(() => random() < 0.8));
        const kept = places.after(shown, present);
        expect(boardOf(shown, present, kept)).toEqual(boardOf(shown, present));
        const scoresAfter = (rounds: number) =>
          scoresOf(shown.slice(0, Math.max(0, rounds))).filter(({ participantId }) => present.has(participantId));
        const rankAfter = (rounds: number) => {
          const scores = scoresAfter(rounds);
          const ranks = ranksOf(scores);
          return new Map(scores.map(({ participantId }, i) => [participantId, ranks[i]]));
        };
        const n = shown.length;
        expect([kept.scores, kept.rank]).toEqual([scoresAfter(n), rankAfter(n)]);
        expect([kept.before.scores, kept.before.rank]).toEqual([scoresAfter(n - 1), rankAfter(n - 1)]);
        const recent = shown.map(({ round }, i) => ({ number: round.number, rank: rankAfter(i + 1) })).slice(-5);
        expect(kept.history).toEqual(recent);
      }
    },
  );

  test('of one round are not sorted again for each update of the next one', () => {
    const { results, players } = longGame(1);
    const places = new Places();
    const first = places.after(results.slice(0, 6), players);
    const [newest] = results.slice(5, 6) as [RoundResult];
    const next = places.after([...results.slice(0, 5), { ...newest }], players);
    expect(next.before).toBe(first.before);
    expect(next.history.slice(0, -1).map(({ rank }) => rank)).toEqual(
      first.history.slice(0, -1).map(({ rank }) => rank),
    );
    expect(next.history[0]?.rank).toBe(first.history[0]?.rank);
  });
});
