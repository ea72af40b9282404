import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { MAX_PREFLIGHTS, type FromConsole, type Preflight, type PreflightReport, type Way } from '@wandcast/protocol';
import { AccessService } from '../../accounts/tokens/link-tokens.service.js';
import { EventsService } from '../events/events.service.js';
import { Log } from '../../platform/logging/log.js';
import { Bus } from '../../platform/bus/bus.js';
import { RoomChannel } from '../room/room-broadcaster.js';
import { PreflightsRepository } from './preflights.repository.js';
import { RoomEvents } from '../room/room-events.js';

/** Phones that were tried before the talk. The list is kept in memory, the same on every node. */
@Injectable()
export class PreflightsService implements OnModuleInit, OnApplicationBootstrap {
  private preflights: readonly Preflight[] = [];
  /** One reading after another, so that an older list never overwrites a newer one. */
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: PreflightsRepository,
    private readonly access: AccessService,
    private readonly events: EventsService,
    private readonly roomEvents: RoomEvents,
    private readonly room: RoomChannel,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.roomEvents.on('event:moved', ({ isNext }) => {
      if (isNext) this.rereadSoon();
    });
    for (const kind of ['preflights', 'refreshed'] as const)
      this.bus.on(kind, () => {
        this.rereadSoon();
      });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.reread();
  }

  /** The newest first. */
  list(): readonly Preflight[] {
    return this.preflights;
  }

  /** Whether the token is that of a preflight's link. One of an earlier evening will do: a printed code stays what it is. */
  async mayReport(token: string): Promise<boolean> {
    return (await this.events.listIds()).some((id) => this.access.isToken('preflight', id, token));
  }

  async add(way: Way, report: PreflightReport): Promise<Preflight> {
    const preflight = await this.repository.add(this.events.current.id, way, report, MAX_PREFLIGHTS);
    await this.changed();
    return preflight;
  }

  /** @returns those that are left */
  async remove({ id }: FromConsole<'preflight:remove'>): Promise<readonly Preflight[]> {
    await this.repository.remove(this.events.current.id, id);
    await this.changed();
    return this.preflights;
  }

  private async changed(): Promise<void> {
    this.bus.publish({ kind: 'preflights' });
    await this.reread();
  }

  private rereadSoon(): void {
    this.reread().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'the phones that were tried could not be read');
    });
  }

  private reread(): Promise<void> {
    const read = this.reading.then(async () => {
      const preflights = await this.repository.list(this.events.current.id, MAX_PREFLIGHTS);
      const isChanged = JSON.stringify(preflights) !== JSON.stringify(this.preflights);
      this.preflights = preflights;
      if (isChanged) this.room.toConsoles('preflights:changed', preflights);
    });
    this.reading = read.catch(() => undefined);
    return read;
  }
}
