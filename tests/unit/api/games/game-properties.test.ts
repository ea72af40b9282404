import { seeded } from '@wandcast/gesture';
import type { CastId, ParticipantId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { bestCasts, boardOf, tallyOf } from '../../../../apps/api/src/games/leaderboard/leaderboard.js';
import { redone, undone } from '../../../../apps/api/src/games/rounds/round-transitions.js';
import type { PlayedCast } from '../../../../apps/api/src/games/scoring/played-cast.js';
import type { PlayedCastsRepository } from '../../../../apps/api/src/games/scoring/played-casts.repository.js';
import { playersIn } from '../../../../apps/api/src/games/scoring/players.js';
import { ranksOf } from '../../../../apps/api/src/games/scoring/ranks.js';
import { ScoringCache } from '../../../../apps/api/src/games/scoring/scoring-cache.js';
import { closesAt, resultsOf, scoresOf } from '../../../../apps/api/src/games/scoring/scoring.js';
import { randomGame, shuffle, type RandomGame } from '../../../support/random-game.js';

const SEEDS = 150;
const AT = Date.UTC(2026, 10, 25, 18, 0);
const games = Array.from({ length: SEEDS }, (_, seed) => ({ seed, game: randomGame(seed, AT) }));

/** Everything that pages show, from any list of casts. */
function shown({ rounds, everyone, settledAt }: RandomGame, casts: readonly PlayedCast[], now = settledAt) {
  const results = resultsOf(rounds, casts, now);
  const players = playersIn(results, everyone);
  const tallies = results.map((result) => {
    const tally = tallyOf(result, players, [], []);
    return { ...tally, best: bestCasts(result, tally.leaders) };
  });
  return { board: boardOf(results, players), tallies, scores: scoresOf(results) };
}

describe('[G5] over random games', () => {
  test('points, ranks and tallies do not depend on the order of rounds and casts', () => {
    for (const { seed, game } of games) {
      const random = seeded(seed + 1_000);
      const mixed = { ...game, rounds: shuffle(game.rounds, random), everyone: shuffle(game.everyone, random) };
      expect(shown(mixed, shuffle(game.casts, random)), `seed ${seed}`).toEqual(shown(game, game.casts));
    }
  });

  test('a node that reads casts as they are committed has the same as one that reads them all at once', async () => {
    for (const { seed, game } of games.slice(0, 20)) {
      const random = seeded(seed + 2_000);
      const stored = game.casts.map((cast) => ({ cast, committedAt: cast.receivedAt + 4_000 * random() }));
      let now = AT;
      const repository = repositoryOf(game, () =>
        stored.flatMap(({ cast, committedAt }) => (committedAt <= now ? [cast] : [])),
      );
      const cache = new ScoringCache(repository);
      for (; now < AT + 400_000; now += 500 + 12_000 * random()) {
        await cache.read('event', game.rounds);
        const fresh = new ScoringCache(repository);
        await fresh.read('event', game.rounds);
        expect(shown(game, cache.casts, now), `seed ${seed}`).toEqual(shown(game, fresh.casts, now));
      }
      expect(shown(game, cache.casts)).toEqual(shown(game, game.casts));
    }
  });

  test('a settled result stays the same, whatever arrives afterwards', () => {
    for (const { seed, game } of games) {
      const closed = Math.max(...game.rounds.map((round) => (round.pausedAt === null ? closesAt(round) : 0)));
      const random = seeded(seed + 3_000);
      const late = shuffle(game.casts, random).slice(0, 30).map((cast, i): PlayedCast => {
        const receivedAt = closed + 1 + Math.floor(60_000 * random());
        return { ...cast, castId: `late ${i}` as CastId, receivedAt, confidence: 1 };
      }); // prettier-ignore
      const settled = { ...game, rounds: game.rounds.filter(({ pausedAt }) => pausedAt === null) };
      const newcomer = { ...game.everyone[0]?.participant, id: 'late' as ParticipantId };
      const everyone = [...game.everyone, { participant: newcomer as never, isShown: true, joinedAt: closed + 60_000 }];
      expect(shown({ ...settled, everyone }, [...game.casts, ...late]), `seed ${seed}`).toEqual(
        shown(settled, game.casts),
      );
      for (const now of [game.settledAt, game.settledAt + 1e6, Infinity])
        expect(shown(settled, game.casts, now)).toEqual(shown(settled, game.casts));
    }
  });

  test('undoing and redoing a settled round changes nothing', () => {
    for (const { seed, game } of games) {
      const rounds = game.rounds.map((round) =>
        round.undone || round.pausedAt !== null ? round : redone(undone(round, game.settledAt)),
      );
      expect(shown({ ...game, rounds }, game.casts), `seed ${seed}`).toEqual(shown(game, game.casts));
    }
  });

  test('tapped casts change no score, rank or leader', () => {
    for (const { seed, game } of games) {
      const drawn = game.casts.filter(({ isTapped }) => !isTapped);
      const [all, without] = [shown(game, game.casts), shown(game, drawn)];
      expect(all.board, `seed ${seed}`).toEqual(without.board);
      expect(all.tallies.map(({ leaders, best }) => [leaders, best])).toEqual(
        without.tallies.map(({ leaders, best }) => [leaders, best]),
      );
    }
  });

  test('points of a round are 1 to 1000, and only the same points at the same time share a rank', () => {
    let shared = 0;
    for (const { game } of games) {
      const results = resultsOf(game.rounds, game.casts, game.settledAt);
      for (const { points } of results.flatMap(({ scores, tapped }) => [...scores.values(), ...tapped.values()])) {
        expect(points).toBeGreaterThanOrEqual(1);
        expect(points).toBeLessThanOrEqual(1_000);
      }
      const scores = scoresOf(results);
      const ranks = ranksOf(scores);
      for (const [i, { points, at }] of scores.entries()) {
        const isTie = i > 0 && scores[i - 1]?.points === points && scores[i - 1]?.at === at;
        expect(ranks[i]).toBe(isTie ? ranks[i - 1] : i + 1);
        if (isTie) shared++;
      }
    }
    expect(shared).toBeGreaterThan(0); // the games have exact ties
  });
});

/** The casts that are visible now, as the database returns them. */
function repositoryOf({ everyone }: RandomGame, visible: () => PlayedCast[]): PlayedCastsRepository {
  const twin: Pick<PlayedCastsRepository, 'list' | 'inRounds' | 'newestReceived' | 'players'> = {
    // eslint-disable-next-line @typescript-eslint/require-await -- it stands for reads of a database
    async *inRounds(_, rounds) {
      for (const { startsAt, endsAt } of rounds)
        yield visible().filter(({ beganAt }) => beganAt >= startsAt && beganAt < endsAt);
    },
    newestReceived: () => Promise.resolve(visible().at(-1) && Math.max(...visible().map((cast) => cast.receivedAt))),
    list: (_, from, since) =>
      Promise.resolve(visible().filter((cast) => cast.beganAt >= from.getTime() && cast.receivedAt >= since.getTime())),
    async *players() {
      yield Promise.resolve([...everyone]);
    },
  };
  return twin as PlayedCastsRepository;
}
