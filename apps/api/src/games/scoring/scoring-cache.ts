import type { CastId, ParticipantId, Round } from '@wandcast/protocol';
import type { PlayedCastsRepository } from './played-casts.repository.js';
import type { PlayedCast } from './played-cast.js';
import { PlayerTable } from './player-table.js';
import { joinsUntil, type Player, type Players } from './players.js';
import type { RoundResult } from './scoring.js';

/** Overlap of incremental reads, ms: casts become visible in commit order, which differs from `received_at` order. */
const OVERLAP_MS = 5_000;

/** Cache of the stored casts and players that scoring needs, read incrementally. */
export class ScoringCache {
  private byId = new Map<CastId, PlayedCast>();
  private everyone = new PlayerTable();
  /** Receive time of the newest cast read, ms since 1970; 0 forces a full read. */
  private readUntil = 0;
  /** Those who count, with when they joined at the latest; undefined if they are not known. */
  private counted: { readonly until: number; readonly players: Players } | undefined;
  /** Whom to read again; undefined for everyone. */
  private stalePlayers: Set<ParticipantId> | undefined;
  private areNewcomersDue = false;
  /** Everyone who joined before is known, ms since 1970. */
  private joinedUntil = 0;
  /** Casts that began earlier were not read, ms since 1970. */
  private from = Infinity;

  constructor(private readonly repository: PlayedCastsRepository) {}

  get casts(): readonly PlayedCast[] {
    return [...this.byId.values()];
  }
  /** The participants who count in these results; the same object until one changes or joins. */
  playersIn(results: readonly RoundResult[]): Players {
    const until = joinsUntil(results);
    if (this.counted?.until !== until) this.counted = { until, players: this.everyone.shownUntil(until) };
    return this.counted.players;
  }
  /** Whether the participant is known and not shown on the leaderboard. */
  isIneligible(participantId: ParticipantId): boolean {
    return this.everyone.isHidden(participantId);
  }

  /** Whether the next read is a full one. */
  get isStale(): boolean {
    return this.readUntil === 0;
  }

  /** Forces a full read, after casts were deleted or changed. */
  forgetCasts(): void {
    this.readUntil = 0;
  }
  /** Reads the casts received since then again, ms since 1970. */
  rereadFrom(receivedAt: number): void {
    if (!this.isStale) this.readUntil = Math.min(this.readUntil, Math.max(1, receivedAt));
  }
  /** Reads everyone again at the next read. */
  forgetPlayers(): void {
    this.stalePlayers = undefined;
  }
  /** Reads these participants again, who were changed or deleted. */
  rereadPlayers(ids: readonly ParticipantId[]): void {
    for (const id of ids) this.stalePlayers?.add(id);
  }
  /** Reads those who have joined since. */
  readNewcomers(): void {
    this.areNewcomersDue = true;
  }
  /** Drops the casts that began earlier, unless the next read may bring them again. @param until ms since 1970 */
  drop(until: number): void {
    for (const { castId, beganAt, receivedAt } of this.byId.values())
      if (beganAt < until && receivedAt < this.readUntil - OVERLAP_MS) this.byId.delete(castId);
  }

  /** Receive time of the newest cast read, ms since 1970. */
  get newest(): number {
    return this.readUntil;
  }

  /**
   * Reads the casts of these rounds stored since the last read.
   * @param needed the rounds whose casts a full read reads  @returns the new ones; none after a full read
   */
  async read(eventId: string, rounds: readonly Round[], needed = rounds): Promise<readonly PlayedCast[]> {
    const until = this.readUntil;
    try {
      return await this.readOn(eventId, rounds, needed);
    } catch (error) {
      if (until === 0) this.readUntil = 0; // the full read is still due
      throw error;
    }
  }

  private async readOn(
    eventId: string,
    rounds: readonly Round[],
    needed: readonly Round[],
  ): Promise<readonly PlayedCast[]> {
    const from = Math.min(...rounds.map(({ startsAt }) => startsAt));
    const until = from < this.from ? 0 : this.readUntil;
    this.readUntil ||= 1; // so that a reset during this read is noticed
    const added = until === 0 ? await this.readAll(eventId, from, needed) : await this.readNew(eventId, rounds, until);
    this.from = from;
    await this.readPlayers(eventId);
    return added;
  }

  private async readAll(eventId: string, from: number, needed: readonly Round[]): Promise<readonly PlayedCast[]> {
    // First, so that what is stored meanwhile is new at the next read.
    const newest = await this.repository.newestReceived(eventId, new Date(from));
    const all = this.recentBefore(Math.min(...needed.map(({ startsAt }) => startsAt)), newest ?? Infinity);
    for await (const casts of this.repository.inRounds(eventId, needed))
      for (const cast of casts) all.set(cast.castId, cast);
    this.byId = all;
    if (!this.isStale) this.readUntil = newest ?? 1;
    return [];
  }

  /** Known casts that began earlier, and that the next read may bring again: they are not new. Times are ms since 1970. */
  private recentBefore(beganBefore: number, newest: number): Map<CastId, PlayedCast> {
    const isRecent = (cast: PlayedCast): boolean =>
      cast.beganAt < beganBefore && cast.receivedAt >= newest - OVERLAP_MS;
    return new Map([...this.byId].filter(([, cast]) => isRecent(cast)));
  }

  private async readNew(eventId: string, rounds: readonly Round[], until: number): Promise<readonly PlayedCast[]> {
    const from = Math.min(...rounds.map(({ startsAt }) => startsAt));
    const end = Math.max(...rounds.map(({ pausedAt, endsAt }) => (pausedAt === null ? endsAt : Infinity)));
    const read = await this.repository.list(eventId, new Date(from), new Date(Math.max(0, until - OVERLAP_MS)));
    // Casts after the newest round would add up for hours. If it is extended or resumed, everything is read again.
    const played = read.filter(({ beganAt }) => beganAt < end);
    const added = played.filter(({ castId }) => !this.byId.has(castId));
    for (const cast of played) this.byId.set(cast.castId, cast);
    // Unless older ones are to be read again, which was asked for during this read.
    if (this.readUntil === until) this.readUntil = read.reduce((last, one) => Math.max(last, one.receivedAt), until);
    return added;
  }

  /** Reads all players, later those who changed or are new: thousands may be there. */
  private async readPlayers(eventId: string): Promise<void> {
    const [stale, areNewcomersDue] = [this.stalePlayers, this.areNewcomersDue];
    this.stalePlayers = new Set(); // before the read, so that a reset during it is noticed
    this.areNewcomersDue = false;
    try {
      await (stale === undefined ? this.readEveryone(eventId) : this.readChanged(eventId, stale, areNewcomersDue));
    } catch (error) {
      // Still due, beside what became due during this read.
      if (stale === undefined) this.forgetPlayers();
      else this.rereadPlayers([...stale]);
      this.areNewcomersDue ||= areNewcomersDue;
      throw error;
    }
  }

  private async readEveryone(eventId: string): Promise<void> {
    const everyone = new PlayerTable();
    let { joinedUntil } = this;
    for await (const page of this.repository.players(eventId)) {
      everyone.add(page);
      joinedUntil = latestJoin(page, joinedUntil);
    }
    this.setPlayers(everyone, joinedUntil);
  }

  /** @param stale whom to read again, to which those whose casts are known are added who are not themselves */
  private async readChanged(eventId: string, stale: Set<ParticipantId>, areNewcomersDue: boolean): Promise<void> {
    const read: Player[] = [];
    if (areNewcomersDue) {
      for await (const page of this.repository.players(eventId, { since: this.joinedUntil - OVERLAP_MS }))
        read.push(...page);
    }
    const joinedUntil = latestJoin(read, this.joinedUntil); // not of those read by their ids: others may have joined before
    for (const { participantId } of this.byId.values()) if (!this.everyone.has(participantId)) stale.add(participantId);
    if (stale.size > 0)
      for await (const page of this.repository.players(eventId, { ids: [...stale] })) read.push(...page);
    if (stale.size + read.length === 0) return;
    for (const id of stale) this.everyone.delete(id);
    this.everyone.add(read);
    this.setPlayers(this.everyone, joinedUntil);
  }

  private setPlayers(players: PlayerTable, joinedUntil: number): void {
    this.everyone = players;
    this.joinedUntil = joinedUntil;
    this.counted = undefined;
  }
}

const latestJoin = (players: readonly Player[], before: number): number =>
  players.reduce((latest, { joinedAt }) => Math.max(latest, joinedAt), before);
