import {
  MAX_PREFLIGHTS,
  type FromConsole,
  type NetworkOrigin,
  type Preflight,
  type PreflightReport,
} from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { PreflightsRepository } from './preflights.repository.js';
import { Room } from '../room/room.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';

/** Preflight reports of an event. Every node keeps the same list in memory. */
@RoomPart()
export class Preflights implements RoomLifecycle {
  private preflights: readonly Preflight[] = [];
  /** One read at a time, so that an older list never overwrites a newer one. */
  private readonly reads = new SerialQueue();

  constructor(
    private readonly repository: PreflightsRepository,
    private readonly room: Room,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    for (const kind of ['preflights', 'refreshed'] as const)
      this.room.bus.on(kind, () => {
        this.rereadSoon();
      });
    await this.reread();
  }

  /** Newest first. */
  list(): readonly Preflight[] {
    return this.preflights;
  }

  async add(origin: NetworkOrigin, report: PreflightReport): Promise<Preflight> {
    const preflight = await this.repository.add(this.room.eventId, origin, report, MAX_PREFLIGHTS);
    await this.changed();
    return preflight;
  }

  /** @returns the remaining reports */
  async remove({ id }: FromConsole<'preflight:remove'>): Promise<readonly Preflight[]> {
    await this.repository.remove(this.room.eventId, id);
    await this.changed();
    return this.preflights;
  }

  private async changed(): Promise<void> {
    this.room.bus.publish({ kind: 'preflights' });
    await this.reread();
  }

  private rereadSoon(): void {
    this.reread().catch((error: unknown) => {
      this.log.warn({ error: (error as Error).message }, 'could not reload preflight reports');
    });
  }

  private reread(): Promise<void> {
    return this.reads.run(async () => {
      const preflights = await this.repository.list(this.room.eventId, MAX_PREFLIGHTS);
      const isChanged = JSON.stringify(preflights) !== JSON.stringify(this.preflights);
      this.preflights = preflights;
      if (isChanged) this.room.broadcaster.toConsoles('preflights:changed', preflights);
    });
  }
}
