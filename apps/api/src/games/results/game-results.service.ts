import { Injectable } from '@nestjs/common';
import type { Board } from '@wandcast/protocol';
import { boardOf } from '../leaderboard/leaderboard.js';
import { podiumOf } from '../leaderboard/podium.js';
import { PlayedCastsRepository } from '../scoring/played-casts.repository.js';
import { ShownCasts } from '../leaderboard/shown-casts.js';
import { RoundsRepository } from '../rounds/rounds.repository.js';
import { playersIn } from '../scoring/players.js';
import { resultsOf, type RoundResult } from '../scoring/scoring.js';

/** Round results and leaderboard of one event. */
export interface Game {
  /** Results of the scored rounds, in order. */
  readonly results: readonly RoundResult[];
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
    const [rounds, casts, everyone] = await Promise.all([
      this.rounds.list(eventId),
      this.casts.listInRounds(eventId),
      this.casts.listPlayers(eventId),
    ]);
    const results = resultsOf(rounds, casts, now);
    const board = boardOf(results, playersIn(results, everyone));
    const shown = new ShownCasts((id) => this.casts.findShown(id));
    return { results, board: { ...board, podium: await podiumOf(board.rows, results, shown) } };
  }
}
