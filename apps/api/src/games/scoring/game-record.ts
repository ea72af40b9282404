import type { CastId, ParticipantId, Round } from '@wandcast/protocol';
import type { PlayedCastsRepository, Player } from './played-casts.repository.js';
import type { PlayedCast } from './scoring.js';

/** Casts become visible in the order of their COMMITs, which is not quite that of their times: so far is read again, ms. */
const OVERLAP_MS = 5_000;

/** What of an event's casts and people rounds are worked out of: as it is stored, read in pieces as it grows. */
export class GameRecord {
  private byId = new Map<CastId, PlayedCast>();
  private known: ReadonlySet<ParticipantId> = new Set();
  private shown: ReadonlyMap<ParticipantId, Player> = new Map();
  /** Newest cast that was read, ms; everything is read again if it is 0. */
  private readUntil = 0;
  private arePlayersRead = false;

  constructor(private readonly repository: PlayedCastsRepository) {}

  get casts(): readonly PlayedCast[] {
    return [...this.byId.values()];
  }
  /** Who may be on the board: neither hidden nor removed. */
  get players(): ReadonlyMap<ParticipantId, Player> {
    return this.shown;
  }
  /** Whether someone is known to be none of them. */
  isNoPlayer(who: ParticipantId): boolean {
    return this.known.has(who) && !this.shown.has(who);
  }

  /** Some of it went, or became something else. */
  forgetCasts(): void {
    this.readUntil = 0;
  }
  forgetPlayers(): void {
    this.arePlayersRead = false;
  }
  /** Reads what is new since the last time, of these rounds. */
  async read(eventId: string, rounds: readonly Round[]): Promise<void> {
    const [until, arePlayersRead] = [this.readUntil, this.arePlayersRead];
    try {
      await this.readOn(eventId, rounds);
    } catch (error) {
      if (until === 0) this.readUntil = 0; // what was to be read is still to be read
      if (!arePlayersRead) this.arePlayersRead = false;
      throw error;
    }
  }

  private async readOn(eventId: string, rounds: readonly Round[]): Promise<void> {
    const until = this.readUntil;
    this.readUntil ||= 1; // a reset while this reads is not lost
    const from = new Date(Math.min(...rounds.map(({ startsAt }) => startsAt)));
    const read = await this.repository.list(eventId, from, new Date(Math.max(0, until - OVERLAP_MS)));
    if (until === 0) this.byId = new Map();
    for (const cast of read) this.byId.set(cast.castId, cast);
    if (this.readUntil !== 0) this.readUntil = read.reduce((last, one) => Math.max(last, one.receivedAt), until || 1);
    if (this.arePlayersRead && read.every(({ participantId }) => this.known.has(participantId))) return;
    this.arePlayersRead = true; // as above
    const everyone = await this.repository.listPlayers(eventId);
    this.known = new Set(everyone.map(({ id }) => id));
    this.shown = new Map(everyone.flatMap(({ isShown, ...player }) => (isShown ? [[player.id, player]] : [])));
  }
}
