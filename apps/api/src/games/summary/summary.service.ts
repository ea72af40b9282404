import { Injectable } from '@nestjs/common';
import { FailureError, type Summary, type SpellId } from '@wandcast/protocol';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import { EventsService } from '../../rooms/events/events.service.js';
import { QUARTER_MS, castTimes, castsIn, mainStretch, stepFor } from './cast-times.js';
import { GameResults, type Game } from '../leaderboard/game-results.service.js';
import { hardestSpell, spellAccuracy } from './spell-accuracy.js';
import { askedCasts, summaryRound } from './summary-rounds.js';
import { SummaryRepository } from './summary.repository.js';

/** A link that goes round makes a room look at the same page at once: what was worked out serves for so long, ms. */
const KEPT_MS = 2_000;

interface Kept {
  readonly at: number;
  readonly summary: Promise<Summary>;
}

/** An event without names. */
@Injectable()
export class SummaryService {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly linkTokens: LinkTokensService,
    private readonly events: EventsService,
    private readonly games: GameResults,
    private readonly evenings: SummaryRepository,
  ) {}

  /** Of the event whose link it is, however long ago. @throws FailureError `unauthorized` */
  async open(token: string, now: number): Promise<Summary> {
    const eventId = (await this.events.listIds()).find((id) => this.linkTokens.isToken('summary', id, token));
    if (eventId === undefined) throw new FailureError('unauthorized');
    for (const [id, { at }] of this.kept) if (now - at >= KEPT_MS) this.kept.delete(id);
    const kept = this.kept.get(eventId) ?? { at: now, summary: this.read(eventId, now) };
    this.kept.set(eventId, kept);
    kept.summary.catch(() => this.kept.delete(eventId));
    return kept.summary;
  }

  private async read(eventId: string, now: number): Promise<Summary> {
    const evening = await this.evenings.findEvening(eventId);
    if (evening === undefined) throw new FailureError('unauthorized');
    const [game, counts, times, heard, models] = await Promise.all([
      this.games.read(eventId, now),
      this.evenings.counts(eventId),
      this.times(eventId),
      this.evenings.heard(eventId),
      this.evenings.models(evening),
    ]);
    const meant = await this.evenings.meant(eventId, askedCasts(game.results));
    const used = [...heard.map(({ spell }) => spell), ...meant.map((one) => one.meant), ...spellsOf(game)];
    const spells = await this.evenings.spells(evening.spellbookId, new Set(used));
    const order = spells.map(({ id }) => id);
    const accuracy = spellAccuracy(meant, order);
    return {
      ...{ title: evening.title, at: times?.from ?? evening.createdAt.getTime(), ...counts },
      ...{ spells, times, accuracy, hardest: hardestSpell(accuracy), favorite: heard[0] ?? null, models },
      rounds: game.results.map(summaryRound),
      ...placesOf(game),
    };
  }

  private async times(eventId: string): Promise<Summary['times']> {
    const quarters = await this.evenings.steps(eventId, QUARTER_MS);
    const stretch = mainStretch(quarters);
    if (stretch === undefined) return null;
    const stepMs = stepFor(stretch);
    return castTimes(await this.evenings.steps(eventId, stepMs, stretch), stepMs, castsIn(quarters));
  }
}

function spellsOf({ results, board }: Game): SpellId[] {
  return [...results.map(({ round }) => round.spell), ...board.podium.map(({ spell }) => spell)].flatMap(
    (spell) => spell ?? [],
  );
}

/** Of people, nothing but what their wand looks like; field by field, so that nothing new slips through. */
function placesOf({ board }: Game): Pick<Summary, 'podium' | 'groves'> {
  return {
    podium: board.podium.map(({ sigil, metal, grove, rank, points, spell, seal }) => ({
      ...{ sigil, metal, grove, rank, points, spell, seal },
    })),
    groves: board.groves.map(({ grove, rank, points, perHead, people }) => ({ grove, rank, points, perHead, people })),
  };
}
