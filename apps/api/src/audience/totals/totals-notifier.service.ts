import type { EventTotals } from '@wandcast/protocol';
import { Clock } from '../../platform/clock.js';
import { Log } from '../../platform/logging/log.js';
import { SingleFlight } from '../../platform/queues/single-flight.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';
import { Room } from '../../rooms/room/room.js';
import { TotalsRepository } from './totals.repository.js';

/** Counts the casts of the event while the stage says thanks, and sends the totals to stages when they change. */
@RoomPart()
export class TotalsNotifier implements RoomLifecycle {
  private counted: EventTotals | null = null;
  private readonly counting = new SingleFlight(
    () => this.count(),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'could not count the totals of the event');
    },
  );

  constructor(
    private readonly room: Room,
    private readonly totals: TotalsRepository,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    const recount = (): void => {
      this.recount();
    };
    for (const event of ['view:changed', 'rounds:changed', 'casts:deleted', 'participant:forgotten'] as const)
      this.room.events.on(event, recount);
    this.room.events.on('casts:imported', recount);
    this.room.bus.on('refreshed', recount);
    if (this.isShown) this.counted = await this.totals.read(this.room.eventId, this.clock.now());
  }

  async onClose(): Promise<void> {
    await this.counting.stop();
  }

  /** The newest totals; null unless the stage says thanks. Counts again, because casts can still arrive. */
  stageArrived(): EventTotals | null {
    this.recount();
    return this.isShown ? this.counted : null;
  }

  /** Starts counting if the stage says thanks. */
  private recount(): void {
    if (this.isShown) this.counting.run();
    else this.counted = null;
  }

  private async count(): Promise<void> {
    const totals = await this.totals.read(this.room.eventId, this.clock.now());
    if (!this.isShown || this.room.isOver) return;
    const isNew = JSON.stringify(totals) !== JSON.stringify(this.counted);
    this.counted = totals;
    if (isNew) this.room.broadcaster.toStages('totals:changed', totals);
  }

  private get isShown(): boolean {
    return this.room.event.view === 'thanks';
  }
}
