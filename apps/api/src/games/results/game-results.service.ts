import { Injectable } from '@nestjs/common';
import type { Board, CastId, Participant, ParticipantId, Round } from '@wandcast/protocol';
import { boardOf } from '../leaderboard/leaderboard.js';
import { podiumOf } from '../leaderboard/podium.js';
import type { PlayedCast } from '../scoring/played-cast.js';
import { PlayedCastsRepository } from '../scoring/played-casts.repository.js';
import { ShownCasts } from '../leaderboard/shown-casts.js';
import { RoundsRepository } from '../rounds/rounds.repository.js';
import { playersIn, type Player } from '../scoring/players.js';
import { begunRounds, resultsOf, type RoundResult } from '../scoring/scoring.js';

/** Round results and leaderboard of one event. */
export interface Game {
  /** Results of the scored rounds, in order. */
  readonly results: readonly RoundResult[];
  /** The participants who count. */
  readonly players: ReadonlyMap<ParticipantId, Participant>;
  readonly board: Board;
}

/**
 * Computes the game results of any event from stored data. Leaderboard caches the same results for the current event.
 */
@Injectable()
export class GameResults {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly casts: PlayedCastsRepository,
  ) {}

  /** @param now ms since 1970; rounds that start later are excluded */
  async read(eventId: string, now: number): Promise<Game> {
    const { results, players } = await this.readResults(eventId, now);
    const shown = new ShownCasts((id) => this.casts.findShown(id));
    const board = boardOf(results, players);
    return { results, players, board: { ...board, podium: await podiumOf(board.rows, results, shown) } };
  }

  /** Results of an event, without its leaderboard. @param now see `read` */
  async readResults(eventId: string, now: number): Promise<Omit<Game, 'board'>> {
    return (await this.readAll([eventId], now)).get(eventId) ?? none;
  }

  /** Results of several events, without their leaderboards. @param now see `read` */
  async readAll(eventIds: readonly string[], now: number): Promise<ReadonlyMap<string, Omit<Game, 'board'>>> {
    const rounds = await this.rounds.listByEvent(eventIds);
    const games = new Map<string, Omit<Game, 'board'>>();
    for (const id of eventIds) games.set(id, await this.resultsIn(id, rounds.get(id) ?? [], now));
    return games;
  }

  private async resultsIn(eventId: string, rounds: readonly Round[], now: number): Promise<Omit<Game, 'board'>> {
    const casts = new Map<CastId, PlayedCast>(); // each once, whatever the times of the rounds
    for await (const some of this.casts.inRounds(eventId, begunRounds(rounds, now)))
      for (const cast of some) casts.set(cast.castId, cast);
    const results = resultsOf(rounds, [...casts.values()], now);
    const everyone: Player[] = [];
    for await (const some of this.casts.players(eventId)) everyone.push(...some);
    return { results, players: playersIn(results, everyone) };
  }
}

const none: Omit<Game, 'board'> = { results: [], players: new Map() };
