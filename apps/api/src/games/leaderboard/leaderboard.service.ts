import {
  ROUND_GRACE_MS,
  type Board,
  type OwnStanding,
  type ParticipantId,
  type Round,
  type RoundTally,
} from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SingleFlight } from '../../platform/single-flight.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { StageFrames } from '../../casting/stage/stage-frames.service.js';
import { boardOf, ownStanding, placesOf, tallyOf, type Places } from './leaderboard.js';
import { GameRecord } from '../scoring/game-record.js';
import { PlayedCastsRepository } from '../scoring/played-casts.repository.js';
import { PodiumSeals } from './podium-seals.js';
import { Rounds } from '../rounds/rounds.service.js';
import { resultsOf, type RoundResult } from '../scoring/scoring.js';
import { Presence } from '../../rooms/participants/presence.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Ms between two looks at what was cast. */
const BETWEEN_MS = 500;

/** After a round's last moment, when all that was cast in it is most likely here, ms. */
const SETTLED_MS = ROUND_GRACE_MS + 300;

const noBoard: Board = { rounds: 0, recent: [], people: 0, rows: [], groves: [], podium: [] };
const nobody: Places = { scores: [], score: new Map(), rank: new Map(), before: new Map(), history: [] };

/**
 * Points, ranks and tallies: computed from stored rounds and casts, again whenever some came or went, on
 * every node for itself. What is kept here could be forgotten at any time.
 */
@RoomPart()
export class Leaderboard implements RoomLifecycle {
  private readonly record: GameRecord;
  private readonly seals: PodiumSeals;
  private results: readonly RoundResult[] = [];
  private places = nobody;
  private shown = noBoard;
  private shownTally: RoundTally | null = null;
  /** As JSON, by phone. */
  private readonly told = new Map<ParticipantId, string>();
  /** Casts were stored here that the other nodes have not heard of. */
  private hasNews = false;
  private timer: NodeJS.Timeout | undefined;
  private boundary: NodeJS.Timeout | undefined;
  private lookedAt = -Infinity;
  private readonly looks = new SingleFlight(
    () =>
      this.lookNow().catch((error: unknown) => {
        this.lookSoon();
        throw error;
      }),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'the points could not be computed');
    },
  );

  constructor(
    private readonly rounds: Rounds,
    repository: PlayedCastsRepository,
    private readonly room: Room,
    private readonly spells: Spellbook,
    private readonly presence: Presence,
    private readonly stage: StageFrames,
    private readonly log: Log,
  ) {
    this.record = new GameRecord(repository);
    this.seals = new PodiumSeals((id) => repository.findSeal(id));
  }

  async onOpen(): Promise<void> {
    this.room.events.on('rounds:changed', () => {
      this.lookAtBoundary();
      this.readAgain();
    });
    this.room.events.on('cast:stored', ({ intent }) => {
      if (intent !== 'cast' || this.rounds.list().length === 0) return;
      this.hasNews = true;
      this.lookSoon();
    });
    this.room.events.on('casts:deleted', () => {
      this.readAgain();
    });
    this.room.events.on('participant:forgotten', () => {
      this.peopleChanged();
    });
    this.room.bus.on('played', () => {
      this.lookSoon();
    });
    this.room.bus.on('refreshed', () => {
      this.peopleChanged();
    });
    this.lookAtBoundary();
    await this.lookNow();
  }

  async onClose(): Promise<void> {
    clearTimeout(this.timer);
    clearTimeout(this.boundary);
    await this.looks.stop();
  }

  get board(): Board {
    return this.shown;
  }
  get tally(): RoundTally | null {
    return this.shownTally;
  }
  /** What came of each round that counts, in their order. */
  get roundResults(): readonly RoundResult[] {
    return this.results;
  }

  standingOf(who: ParticipantId): OwnStanding {
    return ownStanding(this.results, this.places, who);
  }

  /** The same for the welcome of a page: later only changes are sent. */
  welcomed(who: ParticipantId): OwnStanding {
    const standing = this.standingOf(who);
    this.told.set(who, JSON.stringify(standing));
    return standing;
  }

  /** Points of everyone who has some. */
  points(): ReadonlyMap<ParticipantId, number> {
    return new Map(this.places.scores.map(({ participantId, points }) => [participantId, points]));
  }

  /** The first two of the leaderboard who are here, else anyone who is. */
  rivals(): readonly ParticipantId[] {
    const here = this.presence.people().filter((id) => !this.record.isNoPlayer(id));
    const ranked = this.places.scores.map(({ participantId }) => participantId).filter((id) => here.includes(id));
    return [...new Set([...ranked, ...here])].slice(0, 2);
  }

  /** Someone has another name, or is seen or not seen any more. */
  peopleChanged(): void {
    this.record.forgetPlayers();
    this.readAgain();
  }

  private readAgain(): void {
    this.record.forgetCasts();
    this.lookSoon();
  }

  private lookSoon(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        this.looks.run();
      },
      Math.max(0, this.lookedAt + BETWEEN_MS - performance.now()),
    );
  }

  /** A round begins to count, and is settled, without anybody saying so. */
  private lookAtBoundary(): void {
    clearTimeout(this.boundary);
    const now = Date.now();
    const times = this.rounds.list().flatMap(({ startsAt, endsAt }: Round) => [startsAt, endsAt + SETTLED_MS]);
    const next = Math.min(...times.filter((time) => time > now));
    if (next === Infinity) return;
    this.boundary = setTimeout(
      () => {
        this.lookAtBoundary();
        this.readAgain();
      },
      next - now + 1,
    );
  }

  private async lookNow(): Promise<void> {
    this.lookedAt = performance.now();
    if (this.hasNews) this.room.bus.publish({ kind: 'played' });
    this.hasNews = false;
    const rounds = this.rounds.list();
    if (rounds.length === 0 && this.results.length === 0) return;
    await this.record.read(this.room.id, rounds);
    if (this.room.isOver) return;
    await this.workOut(rounds);
  }

  private async workOut(rounds: readonly Round[]): Promise<void> {
    const results = resultsOf(rounds, this.record.casts, Date.now());
    const { players } = this.record;
    const places = placesOf(results, players);
    const board = boardOf(results, players, places);
    const podium = await this.seals.podium(board.rows, results);
    if (this.room.isOver) return;
    [this.results, this.places] = [results, places];
    this.show({ ...board, podium }, this.tallyNow());
    this.tellPhones();
  }

  /** Of the round that is announced, played, or was last; null if it does not count or has not begun. */
  private tallyNow(): RoundTally | null {
    const newest = this.results.at(-1);
    if (newest === undefined || newest.round.id !== this.rounds.newest?.id) return null;
    return tallyOf(newest, this.record.players, this.presence.people(), this.spells.list());
  }

  private show(board: Board, tally: RoundTally | null): void {
    if (JSON.stringify(board) !== JSON.stringify(this.shown)) this.stage.include({ board });
    if (tally !== null && JSON.stringify(tally) !== JSON.stringify(this.shownTally)) this.stage.include({ tally });
    [this.shown, this.shownTally] = [board, tally];
  }

  /** Only what changed: to each phone here its own place. */
  private tellPhones(): void {
    for (const who of this.presence.people()) {
      const standing = this.standingOf(who);
      const text = JSON.stringify(standing);
      if (text === this.told.get(who)) continue;
      this.told.set(who, text);
      this.room.broadcaster.toWand(who, 'standing:changed', standing);
    }
  }
}
