import { Injectable } from '@nestjs/common';
import { FailureError, type Summary, type SpellId } from '@wandcast/protocol';
import { EventTokens } from '../../rooms/events/event-tokens.js';
import { QUARTER_MS, castTimes, countCasts, mainTimeRange, stepMsFor } from './cast-times.js';
import { GameResults, type Game } from '../results/game-results.service.js';
import { ResultsRepository } from '../results/results.repository.js';
import { hardestSpell, spellAccuracy } from './spell-accuracy.js';
import { requestedCasts, summaryRound } from './summary-rounds.js';
import { SummaryRepository } from './summary.repository.js';

/** How long a summary is cached, ms, because a whole room may open a shared link at once. */
const CACHE_MS = 2_000;

interface CachedSummary {
  readonly at: number;
  readonly summary: Promise<Summary>;
}

/** Anonymous summary of an event. */
@Injectable()
export class SummaryService {
  private readonly cached = new Map<string, CachedSummary>();

  constructor(
    private readonly tokens: EventTokens,
    private readonly games: GameResults,
    private readonly results: ResultsRepository,
    private readonly summaries: SummaryRepository,
  ) {}

  /** The summary of the event that the token belongs to, current or past. @throws FailureError `unauthorized` */
  async open(token: string, now: number): Promise<Summary> {
    const { id: eventId } = await this.tokens.check('summary', token);
    for (const [id, { at }] of this.cached) if (now - at >= CACHE_MS) this.cached.delete(id);
    const cached = this.cached.get(eventId) ?? { at: now, summary: this.read(eventId, now) };
    this.cached.set(eventId, cached);
    cached.summary.catch(() => this.cached.delete(eventId));
    return cached.summary;
  }

  private async read(eventId: string, now: number): Promise<Summary> {
    const event = await this.summaries.findEvent(eventId);
    if (event === undefined) throw new FailureError('unauthorized');
    const [game, counts, times, recognizedCounts, models] = await Promise.all([
      this.games.read(eventId, now),
      this.summaries.counts(eventId),
      this.times(eventId),
      this.summaries.recognizedCounts(eventId),
      this.summaries.models(event),
    ]);
    const recognitionCounts = await this.summaries.recognitionCounts(eventId, requestedCasts(game.results));
    const used = [
      ...recognizedCounts.map(({ spell }) => spell),
      ...recognitionCounts.map(({ intendedSpell }) => intendedSpell),
      ...spellsOf(game),
    ];
    const spells = await this.results.listSpells(event.spellbookId, new Set(used));
    const order = spells.map(({ id }) => id);
    const accuracy = spellAccuracy(recognitionCounts, order);
    return {
      ...{ title: event.title, at: times?.from ?? event.createdAt.getTime(), ...counts },
      ...{ spells, times, accuracy, hardest: hardestSpell(accuracy), favorite: recognizedCounts[0] ?? null, models },
      rounds: game.results.map(summaryRound),
      ...standingsOf(game),
    };
  }

  private async times(eventId: string): Promise<Summary['times']> {
    const quarters = await this.summaries.steps(eventId, QUARTER_MS);
    const range = mainTimeRange(quarters);
    if (range === undefined) return null;
    const stepMs = stepMsFor(range);
    return castTimes(await this.summaries.steps(eventId, stepMs, range), stepMs, countCasts(quarters));
  }
}

function spellsOf({ results, board }: Game): SpellId[] {
  return [...results.map(({ round }) => round.spell), ...board.podium.map(({ spell }) => spell)].flatMap(
    (spell) => spell ?? [],
  );
}

/** Copies only anonymous fields, listed one by one so that new fields are not published by accident. */
function standingsOf({ board }: Game): Pick<Summary, 'podium' | 'groves'> {
  return {
    podium: board.podium.map(({ sigil, metal, grove, rank, points, spell, seal }) => ({
      ...{ sigil, metal, grove, rank, points, spell, seal },
    })),
    groves: board.groves.map(({ grove, rank, points, perHead, people }) => ({ grove, rank, points, perHead, people })),
  };
}
