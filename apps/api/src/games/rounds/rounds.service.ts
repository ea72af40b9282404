import { newestRound, roundStage, type FromConsole, type Round } from '@wandcast/protocol';
import { ServerConfig } from '../../platform/config/server-config.js';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { ended, extended, paused, redone, resumed, undone } from './round-transitions.js';
import { RoundsRepository } from './rounds.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** The rounds of this event, kept in sync on all pages and nodes. No timers: a round's state follows from its times. */
@RoomPart()
export class Rounds implements RoomLifecycle {
  private rounds: readonly Round[] = [];
  /** Reads are serialized so that an older list never overwrites a newer one. */
  private readonly reads = new SerialQueue();

  constructor(
    private readonly repository: RoundsRepository,
    private readonly room: Room,
    private readonly spells: Spellbook,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    this.room.events.on('participant:forgotten', () => {
      this.follow(); // they may have been in a duel
    });
    this.room.events.on('participants:changed', (changed) => {
      if (changed.some((id) => this.newest?.duel?.includes(id))) this.follow(); // rivals are sent with their names
    });
    for (const kind of ['rounds', 'refreshed'] as const)
      this.room.bus.on(kind, () => {
        this.follow();
      });
    await this.reread();
  }

  /** All rounds, oldest first. */
  list(): readonly Round[] {
    return this.rounds;
  }

  /** The round that pages show; null if there is none. */
  get newest(): Round | null {
    return newestRound(this.rounds) ?? null;
  }

  /** The round that is announced, running or paused. */
  get open(): Round | undefined {
    return this.rounds.findLast((round) => !round.undone && roundStage(round, Date.now()) !== 'over');
  }

  /**
   * Announces a round that starts after the configured lead time.
   * @throws FailureError `round-running`, `spell-unknown`, `participant-unknown` for a duel with somebody who is not there
   */
  async start({ kind, spell, duel, seconds }: FromConsole<'round:start'>): Promise<Round> {
    if (spell !== null) this.spells.checkInBook(spell);
    const now = Date.now();
    const startsAt = now + this.config.roundLeadMs;
    const round = { kind, spell, duel, startsAt, endsAt: startsAt + 1000 * seconds };
    return this.changed(await this.repository.create(this.room.eventId, round, now));
  }

  /** @throws FailureError `round-unknown`, `round-over` */
  pause({ roundId }: FromConsole<'round:pause'>): Promise<Round> {
    return this.change(roundId, (round, now) => paused(round, now));
  }
  /** @throws FailureError `round-unknown`, `round-over` */
  resume({ roundId }: FromConsole<'round:resume'>): Promise<Round> {
    return this.change(roundId, (round, now) => resumed(round, now));
  }
  /** @throws FailureError `round-unknown`, `round-over` */
  extend({ roundId, seconds }: FromConsole<'round:extend'>): Promise<Round> {
    return this.change(roundId, (round, now, isLast) => extended(round, 1000 * seconds, now, isLast));
  }
  /** @throws FailureError `round-unknown` */
  end({ roundId }: FromConsole<'round:end'>): Promise<Round> {
    return this.change(roundId, (round, now) => ended(round, now));
  }
  /** @throws FailureError `round-unknown` */
  undo({ roundId }: FromConsole<'round:undo'>): Promise<Round> {
    return this.change(roundId, (round, now) => undone(round, now));
  }
  /** @throws FailureError `round-unknown` */
  redo({ roundId }: FromConsole<'round:redo'>): Promise<Round> {
    return this.change(roundId, (round) => redone(round));
  }

  private async change(id: string, change: (round: Round, now: number, isLast: boolean) => Round): Promise<Round> {
    const now = Date.now();
    return this.changed(
      await this.repository.change(this.room.eventId, id, (round, isLast) => change(round, now, isLast)),
    );
  }

  private async changed(round: Round): Promise<Round> {
    await this.reread();
    this.room.bus.publish({ kind: 'rounds' });
    return this.rounds.find(({ id }) => id === round.id) ?? round; // the list has the names of rivals
  }

  private follow(): void {
    this.reread().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not reload the rounds');
    });
  }

  /** Rereads the rounds from the database and sends changes to the pages of this node. */
  reread(): Promise<void> {
    return this.reads.run(async () => {
      this.setRounds(await this.repository.list(this.room.eventId));
    });
  }

  private setRounds(rounds: readonly Round[]): void {
    const [before, newest] = [JSON.stringify(this.rounds), JSON.stringify(this.newest)];
    this.rounds = rounds;
    if (JSON.stringify(rounds) === before) return;
    this.room.broadcaster.toConsoles('rounds:changed', rounds);
    if (JSON.stringify(this.newest) !== newest) {
      this.room.broadcaster.toWands('round:changed', this.newest);
      this.room.broadcaster.toStages('round:changed', this.newest);
    }
    this.room.events.emit('rounds:changed', null);
  }
}
