import { Injectable } from '@nestjs/common';
import type { EventWinners } from '@wandcast/protocol';
import { GameResults } from '../../games/results/game-results.service.js';
import { Places } from '../../games/leaderboard/places.js';

/** The winners of events, computed from rounds and stored casts. */
@Injectable()
export class EventWinnersService {
  constructor(private readonly games: GameResults) {}

  /** @param now ms since 1970 */
  async read(eventIds: readonly string[], now: number): Promise<EventWinners[]> {
    const games = await this.games.readAll(eventIds, now);
    return Array.from(games, ([eventId, { results, players }]) => {
      const { scores, rank } = new Places().after(results, players);
      const winners = scores.flatMap(({ participantId, points }) => {
        const participant = players.get(participantId);
        return participant === undefined || rank.get(participantId) !== 1 ? [] : [{ ...participant, points }];
      });
      return { eventId, winners };
    });
  }
}
