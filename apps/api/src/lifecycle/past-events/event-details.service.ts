import { Injectable } from '@nestjs/common';
import type { BoardRow, EventDetails, PlayedRound, Standing } from '@wandcast/protocol';
import { GameResults, type Game } from '../../games/results/game-results.service.js';
import { ResultsRepository } from '../../games/results/results.repository.js';
import type { RoundResult } from '../../games/scoring/scoring.js';
import { spellAccuracy } from '../../games/summary/spell-accuracy.js';
import { requestedCasts, summaryRound } from '../../games/summary/summary-rounds.js';
import { SummaryRepository } from '../../games/summary/summary.repository.js';
import { EventLinks } from '../../rooms/events/event-links.js';
import { StepsRepository } from '../../run-of-show/steps.repository.js';
import { EventListRepository } from './event-list.repository.js';

/** Figures, run of show and results of any event. */
@Injectable()
export class EventDetailsService {
  constructor(
    private readonly events: EventListRepository,
    private readonly summaries: SummaryRepository,
    private readonly games: GameResults,
    private readonly results: ResultsRepository,
    private readonly steps: StepsRepository,
    private readonly links: EventLinks,
  ) {}

  /** @param now ms since 1970  @throws FailureError `event-deleted` */
  async read(eventId: string, now: number): Promise<EventDetails> {
    const event = await this.events.get(eventId);
    const [game, counts, plan, models] = await Promise.all([
      this.games.read(eventId, now),
      this.summaries.counts(eventId),
      this.steps.list(eventId),
      this.models(eventId),
    ]);
    const recognized = await this.summaries.recognitionCounts(eventId, requestedCasts(game.results));
    const rounds = game.results.map((result) => playedRound(result, game.players));
    const used = [...recognized.map(({ intendedSpell }) => intendedSpell), ...spellsOf(game), ...plan.steps.map(({ spell }) => spell)]; // prettier-ignore
    const spells = await this.results.listSpells(event.book.id, new Set(used.flatMap((spell) => spell ?? [])));
    return {
      event,
      summaryUrl: this.links.summary(eventId),
      ...{ taught: counts.taught, predicted: counts.predicted, recognized: counts.predicted - counts.fizzled },
      ...{ spells, steps: plan.steps, rounds, models },
      accuracy: spellAccuracy(recognized, spells.map(({ id }) => id)), // prettier-ignore
      board: game.board.rows.map(standing),
      players: game.board.people,
    };
  }

  private async models(eventId: string): Promise<EventDetails['models']> {
    const event = await this.summaries.findEvent(eventId);
    return event === undefined ? [] : this.summaries.models(event);
  }
}

/** Without the ranks after each round. */
function standing({ id, nickname, sigil, metal, grove, rank, points, moved, streak }: BoardRow): Standing {
  return { id, nickname, sigil, metal, grove, rank, points, moved, streak };
}

function spellsOf({ results }: Game): EventDetails['rounds'][number]['spell'][] {
  return results.map(({ round }) => round.spell);
}

/** A round with its result; people who are hidden or were removed are not named. */
function playedRound(result: RoundResult, players: Game['players']): PlayedRound {
  const { number, kind, spell, startsAt, endsAt, people, hit } = summaryRound(result);
  const shown = [...result.scores].filter(([id]) => players.has(id));
  const points = Math.max(0, ...shown.map(([, score]) => score.points));
  const best = shown.flatMap(([id, score]) => (score.points === points ? (players.get(id)?.nickname ?? []) : []));
  return { number, kind, spell, startsAt, endsAt, people, hit, best, points };
}
