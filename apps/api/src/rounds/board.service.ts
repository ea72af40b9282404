import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  ROUND_GRACE_MS,
  type Board,
  type CastId,
  type OwnStanding,
  type ParticipantId,
  type Round,
  type RoundTally,
} from '@wandcast/protocol';
import { CastsService } from '../casts/casts.service.js';
import { DeletionsService } from '../casts/deletions.service.js';
import { EventsService } from '../events/events.service.js';
import { Log } from '../ops/log.js';
import { Bus } from '../persistence/bus.js';
import { SoloLook } from '../persistence/solo-look.js';
import { RoomChannel } from '../realtime/room-channel.js';
import { SpellsService } from '../spells/spells.service.js';
import { StageTicker } from '../stage/stage-ticker.js';
import { boardOf, ownStanding, placesOf, tallyOf, type Places } from './board.js';
import { PlayedCastsRepository, type Player } from './played-casts.repository.js';
import { PodiumSeals } from './podium-seals.js';
import { RoundsService } from './rounds.service.js';
import { resultsOf, type PlayedCast, type RoundResult } from './scoring.js';

/** Ms between two looks at what was cast. */
const BETWEEN_MS = 500;

/** Casts become visible in the order of their COMMITs, which is not quite that of their times: so far is read again, ms. */
const OVERLAP_MS = 5_000;

/** After a round's last moment, when all that was cast in it is most likely here, ms. */
const SETTLED_MS = ROUND_GRACE_MS + 300;

const noBoard: Board = { rounds: 0, recent: [], people: 0, rows: [], houses: [], podium: [] };
const nobody: Places = { scores: [], score: new Map(), rank: new Map(), before: new Map(), history: [] };

/**
 * Points, ranks and tallies: worked out of the rounds and casts that are stored, anew whenever some came or went, on
 * every node for itself. What is kept here could be forgotten at any time.
 */
@Injectable()
export class BoardService implements OnApplicationBootstrap, OnModuleDestroy {
  private casts = new Map<CastId, PlayedCast>();
  /** Everyone of the event, and those of them who may be on the board. */
  private known: ReadonlySet<ParticipantId> = new Set();
  private players: ReadonlyMap<ParticipantId, Player> = new Map();
  private readonly seals: PodiumSeals;
  private results: readonly RoundResult[] = [];
  private places = nobody;
  private shown = noBoard;
  private shownTally: RoundTally | null = null;
  /** As JSON, by phone. */
  private readonly told = new Map<ParticipantId, string>();
  /** Newest cast that was read, ms; everything is read anew where it is 0. */
  private readUntil = 0;
  private arePlayersRead = false;
  /** Casts were stored here that the other nodes have not heard of. */
  private hasNews = false;
  private timer: NodeJS.Timeout | undefined;
  private boundary: NodeJS.Timeout | undefined;
  private lookedAt = -Infinity;
  private readonly looks = new SoloLook(
    () => this.lookNow(),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'the points could not be worked out');
      this.lookSoon();
    },
  );

  constructor(
    private readonly rounds: RoundsService,
    private readonly repository: PlayedCastsRepository,
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly stored: CastsService,
    private readonly deletions: DeletionsService,
    private readonly stage: StageTicker,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {
    this.seals = new PodiumSeals((id) => repository.findSeal(id));
  }

  async onApplicationBootstrap(): Promise<void> {
    this.rounds.onChange(() => {
      this.lookAtBoundary();
      this.readAgain();
    });
    this.stored.onStored(({ intent }) => {
      if (intent !== 'cast' || this.rounds.list().length === 0) return;
      this.hasNews = true;
      this.lookSoon();
    });
    this.deletions.onDeleted(() => {
      this.readAgain();
    });
    this.deletions.onForgotten(() => {
      this.peopleChanged();
    });
    this.events.onMoved((isNext) => {
      if (isNext) this.beginAnew();
    });
    this.bus.on('played', () => {
      this.lookSoon();
    });
    this.bus.on('refreshed', () => {
      this.peopleChanged();
    });
    await this.rounds.reread();
    this.lookAtBoundary();
    await this.lookNow();
  }

  async onModuleDestroy(): Promise<void> {
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

  /** Points of everyone who has some. */
  points(): ReadonlyMap<ParticipantId, number> {
    return new Map(this.places.scores.map(({ participantId, points }) => [participantId, points]));
  }

  /** The first two of the board who are here, else whoever is. */
  rivals(): readonly ParticipantId[] {
    const here = this.stage.people().filter((id) => this.players.has(id) || !this.known.has(id));
    const ranked = this.places.scores.map(({ participantId }) => participantId).filter((id) => here.includes(id));
    return [...new Set([...ranked, ...here])].slice(0, 2);
  }

  /** Someone has another name, or is seen or not seen any more. */
  peopleChanged(): void {
    this.arePlayersRead = false;
    this.readAgain();
  }

  private readAgain(): void {
    this.readUntil = 0;
    this.lookSoon();
  }

  private lookSoon(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        this.looks.look();
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

  private beginAnew(): void {
    this.casts = new Map();
    [this.results, this.places] = [[], nobody];
    [this.shown, this.shownTally, this.readUntil, this.arePlayersRead] = [noBoard, null, 0, false];
    this.told.clear();
  }

  private async lookNow(): Promise<void> {
    this.lookedAt = performance.now();
    if (this.hasNews) this.bus.publish({ kind: 'played' });
    this.hasNews = false;
    const rounds = this.rounds.list();
    if (rounds.length === 0 && this.results.length === 0) return;
    const eventId = this.events.current.id;
    const isWhole = this.readUntil === 0;
    const until = this.readUntil;
    this.readUntil = until || 1; // who asks for everything anew from here on is heard
    const from = new Date(Math.min(...rounds.map(({ startsAt }) => startsAt)));
    const read = await this.repository.list(eventId, from, new Date(isWhole ? 0 : until - OVERLAP_MS));
    if (this.events.isOver(eventId)) return;
    if (isWhole) this.casts = new Map();
    for (const cast of read) this.casts.set(cast.castId, cast);
    if (this.readUntil !== 0) this.readUntil = read.reduce((last, one) => Math.max(last, one.receivedAt), until || 1);
    await this.readPlayers(eventId, read);
    if (this.events.isOver(eventId)) return;
    await this.workOut(eventId, rounds);
  }

  /** Where something of them may have changed, or someone is new. */
  private async readPlayers(eventId: string, casts: readonly PlayedCast[]): Promise<void> {
    if (this.arePlayersRead && casts.every(({ participantId }) => this.known.has(participantId))) return;
    this.arePlayersRead = true; // who says from here on that people changed is heard
    const everyone = await this.repository.listPlayers(eventId);
    this.known = new Set(everyone.map(({ id }) => id));
    this.players = new Map(everyone.flatMap(({ isShown, ...player }) => (isShown ? [[player.id, player]] : [])));
  }

  private async workOut(eventId: string, rounds: readonly Round[]): Promise<void> {
    const results = resultsOf(rounds, [...this.casts.values()], Date.now());
    const places = placesOf(results, this.players);
    const board = boardOf(results, this.players, places);
    const podium = await this.seals.podium(board.rows, results);
    if (this.events.isOver(eventId)) return;
    [this.results, this.places] = [results, places];
    this.show({ ...board, podium }, this.tallyNow());
    this.tellPhones();
  }

  /** Of the round that is announced, played, or was last; null where it does not count or has not begun. */
  private tallyNow(): RoundTally | null {
    const newest = this.results.at(-1);
    if (newest === undefined || newest.round.id !== this.rounds.newest?.id) return null;
    return tallyOf(newest, this.players, this.stage.people(), this.spells.list());
  }

  private show(board: Board, tally: RoundTally | null): void {
    if (JSON.stringify(board) !== JSON.stringify(this.shown)) this.stage.tell({ board });
    if (tally !== null && JSON.stringify(tally) !== JSON.stringify(this.shownTally)) this.stage.tell({ tally });
    [this.shown, this.shownTally] = [board, tally];
  }

  /** Only what changed: to each phone here its own place. */
  private tellPhones(): void {
    for (const who of this.stage.people()) {
      const standing = this.standingOf(who);
      const text = JSON.stringify(standing);
      if (text === this.told.get(who)) continue;
      this.told.set(who, text);
      this.room.toWand(who, 'standing:changed', standing);
    }
  }
}
