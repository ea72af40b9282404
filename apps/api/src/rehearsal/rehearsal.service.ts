import { FailureError, type FromConsole, type Rehearsal } from '@wandcast/protocol';
import { Log } from '../platform/logging/log.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { startWizards, type WizardsProcess } from './simulated-wizards-process.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** Heartbeat interval of the node that runs the wizards, and the timeout after which it is considered dead, ms. */
const HEARTBEAT_MS = 5_000;
const TIMEOUT_MS = 16_000;

/**
 * Simulated wizards for rehearsing a talk. They join this event as normal participants and do not move to the next
 * event. One node runs them and notifies the others.
 */
@RoomPart()
export class Rehearsals implements RoomLifecycle {
  private own: { readonly rehearsal: Rehearsal; readonly wizards: WizardsProcess } | undefined;
  private elsewhere: Rehearsal | null = null;
  /** True while the process is starting. */
  private isStarting = false;
  private heartbeat: NodeJS.Timeout | undefined;
  private timeout: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: ServerConfig,
    private readonly room: Room,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.bus.on('rehearsal', ({ rehearsal }) => {
      this.setElsewhere(rehearsal);
    });
    this.room.bus.on('rehearsal-stopped', () => void this.stopOwn());
    this.room.bus.on('refreshed', () => {
      if (this.own !== undefined) this.room.bus.publish({ kind: 'rehearsal', rehearsal: this.own.rehearsal });
    });
  }

  /** Stops the simulated wizards when their event ends. */
  async onClose(): Promise<void> {
    clearTimeout(this.timeout);
    await this.stopOwn();
  }

  get current(): Rehearsal | null {
    return this.own?.rehearsal ?? this.elsewhere;
  }

  /** @throws FailureError `rehearsal-running` if a rehearsal is running on any node */
  async start({ wizards }: FromConsole<'rehearsal:start'>): Promise<Rehearsal> {
    if (this.current !== null || this.isStarting) throw new FailureError('rehearsal-running');
    this.isStarting = true;
    try {
      const started = await startWizards(this.config.localUrl, this.room.event.code, wizards);
      const rehearsal = { wizards, since: Date.now() };
      this.own = { rehearsal, wizards: started };
      this.heartbeat = setInterval(() => {
        this.room.bus.publish({ kind: 'rehearsal', rehearsal });
      }, HEARTBEAT_MS).unref();
      void started.exited.then((lastLine) => {
        if (lastLine !== undefined) this.log.warn({ lastLine }, 'the simulated wizards exited unexpectedly');
        this.own = undefined;
        clearInterval(this.heartbeat);
        this.announce();
      });
      this.announce();
      return rehearsal;
    } finally {
      this.isStarting = false;
    }
  }

  /** Stops the wizards on any node. Resolves when those of this node have left. */
  async stop(): Promise<null> {
    if (this.elsewhere !== null) this.room.bus.publish({ kind: 'rehearsal-stopped' });
    await this.stopOwn();
    return null;
  }

  private async stopOwn(): Promise<void> {
    await this.own?.wizards.stop();
  }

  private setElsewhere(rehearsal: Rehearsal | null): void {
    const isNews = JSON.stringify(rehearsal) !== JSON.stringify(this.elsewhere);
    this.elsewhere = rehearsal;
    clearTimeout(this.timeout);
    if (rehearsal !== null)
      this.timeout = setTimeout(() => {
        this.setElsewhere(null);
      }, TIMEOUT_MS).unref();
    if (isNews) this.room.broadcaster.toConsoles('rehearsal:changed', this.current);
  }

  private announce(): void {
    this.room.bus.publish({ kind: 'rehearsal', rehearsal: this.own?.rehearsal ?? null });
    const { latest } = this.room; // if the event is over, the consoles are in the next room
    latest.broadcaster.toConsoles('rehearsal:changed', latest.part(Rehearsals).current);
  }
}
