import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Board, OwnStanding, ParticipantId, RoundTally } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { SingleFlight } from '../../platform/queues/single-flight.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { StageFrames } from '../../casting/stage/stage-frames.service.js';
import { bestCasts, boardOf, noBoard, ownStanding, tallyOf } from './leaderboard.js';
import { LiveResults } from '../scoring/live-results.js';
import { ScoringCache } from '../scoring/scoring-cache.js';
import { PlayedCastsRepository } from '../scoring/played-casts.repository.js';
import type { Players } from '../scoring/players.js';
import { Places } from './places.js';
import { podiumOf } from './podium.js';
import { SentStandings } from './sent-standings.js';
import { ShownCasts } from './shown-casts.js';
import { Rounds } from '../rounds/rounds.service.js';
import { settlesAt, type RoundResult } from '../scoring/scoring.js';
import { Presence } from '../../rooms/participants/presence.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Shortest interval between updates, ms. */
const BETWEEN_MS = 500;

/** Standings sent in one turn of the event loop: about a millisecond's work, so that casts do not wait for a whole hall. */
const SENT_AT_ONCE = 16;

/**
 * Points, ranks and tallies. Each node computes them from stored rounds and casts, and recomputes them when these
 * change. All state here is a cache.
 */
@RoomPart()
export class Leaderboard implements RoomLifecycle {
  private readonly cache: ScoringCache;
  private readonly live: LiveResults;
  private readonly podiumCasts: ShownCasts;
  private readonly roundCasts: ShownCasts;
  private results: readonly RoundResult[] = [];
  private players: Players = new Map();
  private readonly places = new Places();
  private ranking = this.places.after(this.results, this.players);
  private shown = noBoard;
  private shownTally: RoundTally | null = null;
  private shownFrom: readonly unknown[] = []; // what follows from the same objects is not computed again
  private readonly sent = new SentStandings();
  /** Whether this node stored casts that the other nodes do not know about yet. */
  private hasNewCasts = false;
  private timer: NodeJS.Timeout | undefined;
  private boundary: NodeJS.Timeout | undefined;
  private updatedAt = -Infinity;
  private readonly serial = new SerialQueue();
  private readonly updates = new SingleFlight(
    () =>
      this.serial
        .run(() => this.update())
        .catch((error: unknown) => {
          this.scheduleUpdate();
          throw error;
        }),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'could not compute the points');
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
    this.cache = new ScoringCache(repository);
    this.live = new LiveResults(this.cache);
    this.podiumCasts = new ShownCasts((id) => repository.findShown(id));
    this.roundCasts = new ShownCasts((id) => repository.findShown(id));
  }

  async onOpen(): Promise<void> {
    this.room.events.on('rounds:changed', () => {
      this.scheduleBoundary();
      this.scheduleUpdate();
    });
    this.room.events.on('cast:stored', ({ intent }) => {
      if (intent !== 'cast' || this.rounds.list().length === 0) return;
      this.hasNewCasts = true;
      this.scheduleUpdate();
    });
    this.room.events.on('casts:deleted', () => {
      this.recompute();
    });
    this.room.events.on('participant:forgotten', (id) => {
      this.cache.rereadPlayers([id]);
      this.recompute();
    });
    this.room.events.on('participant:left', (id) => {
      this.sent.delete(id);
    });
    this.room.bus.on('round-casts-stored', () => {
      this.scheduleUpdate();
    });
    this.room.bus.on('refreshed', () => {
      this.cache.forgetPlayers();
      this.recompute();
    });
    this.scheduleBoundary();
    await this.serial.run(() => this.update()); // an event may begin a second one meanwhile
  }

  async onClose(): Promise<void> {
    clearTimeout(this.timer);
    clearTimeout(this.boundary);
    await this.updates.stop();
  }

  get board(): Board {
    return this.shown;
  }
  get tally(): RoundTally | null {
    return this.shownTally;
  }

  /** The standing for a wand's welcome message. Afterwards only changes are sent. */
  welcomed(participantId: ParticipantId): OwnStanding {
    const standing = this.standingOf(participantId);
    this.sent.add(participantId, standing);
    return standing;
  }

  standingOf(participantId: ParticipantId): OwnStanding {
    const standing = ownStanding(this.results, this.players, this.ranking, participantId);
    const grove = this.shown.groves.find((one) => one.grove === this.players.get(participantId)?.grove);
    return grove === undefined ? standing : { ...standing, grove };
  }

  /** Points of all participants with a score. */
  points(): ReadonlyMap<ParticipantId, number> {
    return new Map(this.ranking.scores.map(({ participantId, points }) => [participantId, points]));
  }

  /** Duel opponents: the two best-ranked connected players who are not hidden, filled up with other ones. */
  rivals(): readonly ParticipantId[] {
    const connected = this.presence.wands().flatMap(({ id }) => (this.cache.isIneligible(id) ? [] : [id]));
    const ranked = this.ranking.scores.map(({ participantId }) => participantId).filter((id) => connected.includes(id));
    return [...new Set([...ranked, ...connected])].slice(0, 2);
  }

  /** Call after participants were renamed, hidden, shown or removed. */
  participantsChanged(ids: readonly ParticipantId[]): void {
    this.cache.rereadPlayers(ids);
    this.scheduleUpdate();
  }

  private recompute(): void {
    this.live.forget();
    this.scheduleUpdate();
  }

  private scheduleUpdate(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        this.updates.run();
      },
      Math.max(0, this.updatedAt + BETWEEN_MS - performance.now()),
    );
  }

  /** Schedules an update for the next start or settling of a round, because no event announces these. */
  private scheduleBoundary(): void {
    clearTimeout(this.boundary);
    const now = Date.now();
    const times = this.rounds.list().flatMap((round) => [round.startsAt, settlesAt(round)]);
    const next = Math.min(...times.filter((time) => time > now));
    if (next === Infinity) return;
    this.boundary = setTimeout(
      () => {
        this.scheduleBoundary();
        this.live.rereadNewest(this.rounds.newest);
        this.cache.readNewcomers(); // those who joined since then count in their grove, equally on every node
        this.scheduleUpdate();
      },
      next - now + 1,
    );
  }

  private async update(): Promise<void> {
    this.updatedAt = performance.now();
    if (this.hasNewCasts) this.room.bus.publish({ kind: 'round-casts-stored' });
    this.hasNewCasts = false;
    const rounds = this.rounds.list();
    if (rounds.length === 0 && this.results.length === 0) return;
    const results = await this.live.update(this.room.eventId, rounds, Date.now);
    if (this.room.isOver) return;
    await this.compute(results);
  }

  private async compute(results: readonly RoundResult[]): Promise<void> {
    const players = this.cache.playersIn(results);
    const from = [players, this.rounds.newest, this.spells.list(), ...results];
    if (from.length === this.shownFrom.length && from.every((one, i) => one === this.shownFrom[i])) return;
    const ranking = this.places.after(results, players);
    const board = boardOf(results, players, ranking);
    const podium = await podiumOf(board.rows, results, this.podiumCasts);
    const tally = await this.tallyOfNewest(results, players);
    if (this.room.isOver) return;
    [this.results, this.players, this.ranking] = [results, players, ranking];
    this.show({ ...board, podium }, tally);
    await this.notifyWands();
    this.shownFrom = from;
  }

  /** Tally of the newest round; null if it was undone or has not begun. */
  private async tallyOfNewest(results: readonly RoundResult[], players: Players): Promise<RoundTally | null> {
    const newest = results.at(-1);
    if (newest === undefined || newest.round.id !== this.rounds.newest?.id) return null;
    const tally = tallyOf(newest, players, this.presence.ids(), this.spells.list());
    const before = this.shownTally;
    const wasFinal = before !== null && before.isSettled && tally.isSettled && before.roundId === tally.roundId;
    const of = wasFinal ? before.of : tally.of; // people who come and go afterwards change nothing
    return { ...tally, of, bestCasts: await this.roundCasts.list(bestCasts(newest, tally.leaders)) };
  }

  private show(board: Board, tally: RoundTally | null): void {
    if (JSON.stringify(board) !== JSON.stringify(this.shown)) this.stage.include({ board });
    if (tally !== null && JSON.stringify(tally) !== JSON.stringify(this.shownTally)) this.stage.include({ tally });
    [this.shown, this.shownTally] = [board, tally];
  }

  /** Sends each connected wand its standing if it changed. */
  private async notifyWands(): Promise<void> {
    let sent = 0;
    for (const { participantId, standing } of this.changedStandings()) {
      this.room.broadcaster.toWand(participantId, 'standing:changed', standing);
      if (++sent % SENT_AT_ONCE > 0) continue;
      await nextTurn();
      if (this.updates.isStopping || this.room.isOver) return;
    }
  }

  /** All at once, so that none is missed that is welcomed on a second page meanwhile. */
  private changedStandings(): { participantId: ParticipantId; standing: OwnStanding }[] {
    const all = this.presence
      .ids()
      .map((participantId) => ({ participantId, standing: this.standingOf(participantId) }));
    return all.filter(({ participantId, standing }) => this.sent.add(participantId, standing));
  }
}
