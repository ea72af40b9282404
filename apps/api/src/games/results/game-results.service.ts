import { Injectable } from '@nestjs/common';
import type { Board, Participant, ParticipantId } from '@wandcast/protocol';
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
    const { results, players } = (await this.readAll([eventId], now)).get(eventId) ?? none;
    const shown = new ShownCasts((id) => this.casts.findShown(id));
    const board = boardOf(results, players);
    return { results, players, board: { ...board, podium: await podiumOf(board.rows, results, shown) } };
  }

  /** Results of several events, without their leaderboards. @param now see `read` */
  async readAll(eventIds: readonly string[], now: number): Promise<ReadonlyMap<string, Omit<Game, 'board'>>> {
    const [rounds, casts, everyone] = await Promise.all([
      this.rounds.listByEvent(eventIds),
      this.casts.listInRoundsByEvent(eventIds),
      this.casts.listPlayersByEvent(eventIds),
    ]);
    return new Map(
      eventIds.map((id) => {
        const results = resultsOf(rounds.get(id) ?? [], casts.get(id) ?? [], now);
        return [id, { results, players: playersIn(results, everyone.get(id) ?? []) }];
      }),
    );
  }
}

const none: Omit<Game, 'board'> = { results: [], players: new Map() };
