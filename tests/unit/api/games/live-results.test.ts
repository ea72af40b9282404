import { seeded } from '@wandcast/gesture';
import type { CastId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { boardOf, tallyOf } from '../../../../apps/api/src/games/leaderboard/leaderboard.js';
import { redone, undone } from '../../../../apps/api/src/games/rounds/round-transitions.js';
import { LiveResults } from '../../../../apps/api/src/games/scoring/live-results.js';
import type { PlayedCast } from '../../../../apps/api/src/games/scoring/played-cast.js';
import type { PlayedCastsRepository } from '../../../../apps/api/src/games/scoring/played-casts.repository.js';
import { playersIn } from '../../../../apps/api/src/games/scoring/players.js';
import { ScoringCache } from '../../../../apps/api/src/games/scoring/scoring-cache.js';
import { belongsTo, resultsOf, scoresOf, type RoundResult } from '../../../../apps/api/src/games/scoring/scoring.js';
import { randomGame, type RandomGame } from '../../../support/random-game.js';

const AT = Date.UTC(2026, 10, 25, 18, 0);
const STEPS_UNTIL = AT + 400_000;

describe('results of rounds that go on', () => {
  test('are those of all casts at once, whenever casts are committed or deleted and rounds undone or redone', async () => {
    let kept = 0;
    for (let seed = 0; seed < 25; seed++) {
      const game = randomGame(seed, AT);
      const random = seeded(seed + 5_000);
      // Later than a round is settled, but not than a read repeats.
      const commits = game.casts.map((cast) => ({ cast, at: cast.receivedAt + 4_000 * random() }));
      let now = AT;
      let rounds = game.rounds;
      const deleted = new Set<CastId>();
      const stored = (): PlayedCast[] =>
        commits.flatMap(({ cast, at }) => (at <= now && !deleted.has(cast.castId) ? [cast] : []));
      const live = new LiveResults(new ScoringCache(repositoryOf(game, stored)));
      for (; now < STEPS_UNTIL; now += 500 + 3_000 * random()) {
        const results = await live.update('event', rounds, () => now);
        expect(shown(game, results), `seed ${seed}`).toEqual(shown(game, resultsOf(rounds, stored(), now)));
        if (results.slice(0, -1).some(({ casts, scores }) => scores.size > 0 && casts.length === 0)) kept++;
        while (random() < 0.04) rounds = toggled(rounds, Math.floor(random() * rounds.length), now);
        if (random() < 0.02) rounds = toggled(toggled(rounds, 0, now), 1, now);
        const [one] = random() < 0.02 ? stored() : [];
        if (one === undefined) continue;
        deleted.add(one.castId);
        live.forget();
      }
    }
    expect(kept).toBeGreaterThan(400);
  });

  test('need only the casts of the newest round when earlier ones are settled', async () => {
    const game = randomGame(1, AT, { rounds: 8, people: 30 });
    const rounds = game.rounds.map((round) => ({ ...round, pausedAt: null }));
    const cache = new ScoringCache(repositoryOf(game, () => [...game.casts]));
    const live = new LiveResults(cache);
    const first = await live.update('event', rounds, () => game.settledAt);
    const newest = first.at(-1);
    expect(newest?.casts.length).toBeGreaterThan(0);
    const older = cache.casts.filter(({ beganAt }) => beganAt < (newest?.round.startsAt ?? 0));
    expect(older.length).toBeLessThan(game.casts.length / 4);
    expect(scoresOf(await live.update('event', rounds, () => game.settledAt))).toEqual(scoresOf(first));
  });

  test('are the same objects until a cast of theirs is new', async () => {
    const game = randomGame(1, AT, { rounds: 3, people: 10 });
    const rounds = game.rounds.map((round) => ({ ...round, pausedAt: null }));
    const newest = rounds.at(-1);
    const played = game.casts.filter((cast) => newest !== undefined && belongsTo(newest, cast));
    const late = played.sort((one, other) => other.receivedAt - one.receivedAt)[0];
    const received = (until: number): PlayedCast[] => game.casts.filter(({ receivedAt }) => receivedAt < until);
    let stored = received(late?.receivedAt ?? 0);
    const live = new LiveResults(new ScoringCache(repositoryOf(game, () => [...stored])));
    const update = (): Promise<readonly RoundResult[]> => live.update('event', rounds, () => game.settledAt);
    await update(); // drops the casts of what is settled
    const before = await update();
    expect((await update()).every((result, i) => result === before[i])).toBe(true);
    stored = received((late?.receivedAt ?? 0) + 1);
    const after = await update();
    expect(after.at(-1)?.casts).toContainEqual(late);
    expect(after.slice(0, -1).every((result, i) => result === before[i])).toBe(true);
    live.forget();
    expect((await update()).some((result) => after.includes(result))).toBe(false);
  });

  test('keep no casts that were made after the newest round, unless it is extended later', async () => {
    const game = randomGame(1, AT, { rounds: 2, people: 10 });
    const rounds = game.rounds.map((round) => ({ ...round, pausedAt: null, pauses: [] }));
    const end = Math.max(...rounds.map(({ endsAt }) => endsAt));
    const [model = raise()] = game.casts;
    const at = (beganAt: number): PlayedCast => {
      const times = { beganAt, endedAt: beganAt + 500, receivedAt: beganAt + 600 };
      return { ...model, ...times, castId: `free ${beganAt}` as CastId };
    };
    let casts: readonly PlayedCast[] = game.casts.filter(({ beganAt }) => beganAt < end);
    const cache = new ScoringCache(repositoryOf(game, () => [...casts]));
    const live = new LiveResults(cache);
    await live.update('event', rounds, () => end + 20_000);
    const free = (): number => cache.casts.filter(({ castId }) => castId.startsWith('free')).length;
    casts = [...casts, ...Array.from({ length: 50 }, (_, i) => at(end + 100 * i))];
    await live.update('event', rounds, () => end + 20_000);
    expect(free()).toBe(0);
    const extended = rounds.map((round) => (round.endsAt === end ? { ...round, endsAt: end + 2_000 } : round));
    await live.update('event', extended, () => end + 30_000);
    expect(free()).toBe(20);
  });

  test('are read again after they were forgotten during a read', async () => {
    const game = randomGame(2, AT);
    const reads: number[] = [];
    let isForgotten = false;
    const stored = (): PlayedCast[] => {
      if (reads.length === 3 && !isForgotten) {
        isForgotten = true;
        live.forget();
      }
      return [...game.casts];
    };
    const live: LiveResults = new LiveResults(new ScoringCache(repositoryOf(game, stored, reads)));
    for (let i = 0; i < 4; i++) {
      const results = await live.update('event', game.rounds, () => game.settledAt);
      expect(shown(game, results)).toEqual(shown(game, resultsOf(game.rounds, game.casts, game.settledAt)));
    }
    expect(reads.filter((since) => since === 0)).toHaveLength(2); // the first one, and that after it was forgotten
    expect(reads).toHaveLength(5);
  });

  test('count everyone who joined, also if somebody who joined later was read alone', async () => {
    const { everyone, rounds } = randomGame(1, AT, { rounds: 1, people: 3 });
    const [carol, alice, bob] = everyone.map((player, i) => ({ ...player, isShown: true, joinedAt: AT + 30_000 * i }));
    if (carol === undefined || alice === undefined || bob === undefined) throw new Error('too few');
    let joined = [carol];
    let isDown = false;
    const repository = repositoryOf({ everyone: [] } as never, () => []);
    repository.players = async function* (_, some) {
      const { ids, since = -Infinity } = some ?? {};
      if (isDown && ids !== undefined) throw new Error('down');
      const asked = joined.filter(({ participant }) => ids === undefined || ids.includes(participant.id));
      yield await Promise.resolve(asked.filter(({ joinedAt }) => joinedAt >= since));
    };
    const cache = new ScoringCache(repository);
    const known = (): number => cache.playersIn([]).size;
    await cache.read('event', rounds);
    expect(known()).toBe(1);
    joined = [carol, alice, bob];
    cache.rereadPlayers([bob.participant.id]); // such as after a change of the name
    await cache.read('event', rounds);
    expect(known()).toBe(2);
    cache.rereadPlayers([bob.participant.id]);
    cache.readNewcomers();
    isDown = true;
    await expect(cache.read('event', rounds)).rejects.toThrow('down'); // after the newcomers were read
    isDown = false;
    await cache.read('event', rounds);
    expect(known()).toBe(3);
  });

  test('end an update that is forgotten at every read', async () => {
    const game = randomGame(4, AT);
    const stored = (): PlayedCast[] => {
      live.forget();
      return [...game.casts];
    };
    const live: LiveResults = new LiveResults(new ScoringCache(repositoryOf(game, stored)));
    for (let i = 0; i < 3; i++) {
      const results = await live.update('event', game.rounds, () => game.settledAt);
      expect(shown(game, results)).toEqual(shown(game, resultsOf(game.rounds, game.casts, game.settledAt)));
    }
  });

  test('count a late cast although the read of its player failed, and read nothing again for a cast of no round', async () => {
    const game = randomGame(3, AT);
    const rounds = game.rounds.map((round) => ({ ...round, pausedAt: null, pauses: [], undone: false, duel: null }));
    const [first = raise(), ...others] = rounds;
    const [model = raise()] = game.casts;
    const player = game.everyone.find(({ isShown, joinedAt }) => isShown && joinedAt <= AT) ?? raise();
    const base = { ...model, participantId: player.participant.id, recognized: first.spell ?? model.recognized };
    const best = { confidence: 1, spells: 6, isTapped: false, beganAt: first.startsAt, endedAt: first.startsAt + 10 };
    const late = { ...base, ...best, castId: 'late' as CastId };
    const counted = { ...late, receivedAt: first.endsAt };
    const stray = { ...late, castId: 'stray' as CastId, receivedAt: game.settledAt };
    let casts: readonly PlayedCast[] = game.casts;
    let isDown = false;
    const reads: number[] = [];
    const repository = repositoryOf(game, () => [...casts], reads);
    repository.players = async function* () {
      yield await (isDown ? Promise.reject(new Error('down')) : Promise.resolve(game.everyone));
    };
    const cache = new ScoringCache(repository);
    const live = new LiveResults(cache);
    const update = (): Promise<readonly RoundResult[]> => live.update('event', rounds, () => game.settledAt);
    await update();
    casts = [...casts, stray];
    await update();
    expect(reads.filter((since) => since === 0)).toHaveLength(1);

    casts = [...casts, counted];
    isDown = true;
    cache.rereadFrom(counted.receivedAt);
    cache.forgetPlayers();
    await expect(update()).rejects.toThrow('down');
    isDown = false;
    const results = await update();
    expect(others.length).toBeGreaterThan(0);
    expect(shown(game, results)).toEqual(shown(game, resultsOf(rounds, casts, game.settledAt)));
    expect(shown(game, results)).not.toEqual(shown(game, resultsOf(rounds, [...game.casts, stray], game.settledAt)));
  });
});

function raise(): never {
  throw new Error('not found');
}

function toggled(rounds: RandomGame['rounds'], index: number, now: number): RandomGame['rounds'] {
  return rounds.map((round, i) => {
    if (i !== index || round.startsAt > now) return round;
    return round.undone ? redone(round) : undone(round, now);
  });
}

/** What pages show of results. */
function shown({ everyone }: RandomGame, results: readonly RoundResult[]): unknown {
  const players = playersIn(results, everyone);
  const newest = results.at(-1);
  return {
    board: boardOf(results, players),
    scores: scoresOf(results),
    rounds: results.map(({ round, isSettled, scores, tapped }) => ({ round, isSettled, scores, tapped })),
    tally: newest && tallyOf(newest, players, [], []),
  };
}

/** @param reads receives from when casts were asked for, ms since 1970 */
function repositoryOf(
  { everyone }: RandomGame,
  stored: () => PlayedCast[],
  reads: number[] = [],
): PlayedCastsRepository {
  const twin: Pick<PlayedCastsRepository, 'list' | 'inRounds' | 'newestReceived' | 'players'> = {
    // eslint-disable-next-line @typescript-eslint/require-await -- it stands for reads of a database
    async *inRounds(_, rounds) {
      reads.push(0);
      const read = stored();
      for (const { startsAt, endsAt } of rounds)
        yield read.filter(({ beganAt }) => beganAt >= startsAt && beganAt < endsAt);
    },
    newestReceived: (_, from) => {
      const newest = Math.max(
        ...stored().flatMap(({ beganAt, receivedAt }) => (beganAt >= from.getTime() ? [receivedAt] : [])),
      );
      return Promise.resolve(newest === -Infinity ? undefined : newest);
    },
    list: (_, from, since) => {
      reads.push(since.getTime());
      const read = stored();
      return Promise.resolve(
        read.filter((cast) => cast.beganAt >= from.getTime() && cast.receivedAt >= since.getTime()),
      );
    },
    async *players() {
      yield Promise.resolve([...everyone]);
    },
  };
  return twin as PlayedCastsRepository;
}
