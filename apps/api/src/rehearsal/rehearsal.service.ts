import { FailureError, type FromConsole, type Rehearsal } from '@wandcast/protocol';
import { Log } from '../platform/logging/log.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { startWizards, type WizardsProcess } from './simulated-wizards-process.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** How often the node that has the wizards says so, and after how long without a word it is thought dead, ms. */
const SAY_MS = 5_000;
const SILENT_MS = 16_000;

/**
 * Simulated wizards for practicing a talk. They are people of this event like any other: nothing
 * of them is in the next one, which they do not go to. One node has them; the others know.
 */
@RoomPart()
export class Rehearsals implements RoomLifecycle {
  private own: { readonly rehearsal: Rehearsal; readonly wizards: WizardsProcess } | undefined;
  private elsewhere: Rehearsal | null = null;
  /** From being asked until they are on their way. */
  private isStarting = false;
  private publishing: NodeJS.Timeout | undefined;
  private silence: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: ServerConfig,
    private readonly room: Room,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.bus.on('rehearsal', ({ rehearsal }) => {
      this.heardElsewhere(rehearsal);
    });
    this.room.bus.on('rehearsal-stopped', () => void this.sendHome());
    this.room.bus.on('refreshed', () => {
      if (this.own !== undefined) this.room.bus.publish({ kind: 'rehearsal', rehearsal: this.own.rehearsal });
    });
  }

  /** Simulated wizards leave with their event. */
  async onClose(): Promise<void> {
    clearTimeout(this.silence);
    await this.sendHome();
  }

  get current(): Rehearsal | null {
    return this.own?.rehearsal ?? this.elsewhere;
  }

  /** @throws FailureError `rehearsal-running` if there are some already, on any node */
  async start({ wizards }: FromConsole<'rehearsal:start'>): Promise<Rehearsal> {
    if (this.current !== null || this.isStarting) throw new FailureError('rehearsal-running');
    this.isStarting = true;
    try {
      const started = await startWizards(this.config.localUrl, this.room.event.code, wizards);
      const rehearsal = { wizards, since: Date.now() };
      this.own = { rehearsal, wizards: started };
      this.publishing = setInterval(() => {
        this.room.bus.publish({ kind: 'rehearsal', rehearsal });
      }, SAY_MS).unref();
      void started.gone.then((words) => {
        if (words !== undefined) this.log.warn({ words }, 'the simulated wizards are gone');
        this.own = undefined;
        clearInterval(this.publishing);
        this.tell();
      });
      this.tell();
      return rehearsal;
    } finally {
      this.isStarting = false;
    }
  }

  /** Wherever they are. Answered when those of this node have left. */
  async stop(): Promise<null> {
    if (this.elsewhere !== null) this.room.bus.publish({ kind: 'rehearsal-stopped' });
    await this.sendHome();
    return null;
  }

  private async sendHome(): Promise<void> {
    await this.own?.wizards.stop();
  }

  private heardElsewhere(rehearsal: Rehearsal | null): void {
    const isNews = JSON.stringify(rehearsal) !== JSON.stringify(this.elsewhere);
    this.elsewhere = rehearsal;
    clearTimeout(this.silence);
    if (rehearsal !== null)
      this.silence = setTimeout(() => {
        this.heardElsewhere(null);
      }, SILENT_MS).unref();
    if (isNews) this.room.broadcaster.toConsoles('rehearsal:changed', this.current);
  }

  private tell(): void {
    this.room.bus.publish({ kind: 'rehearsal', rehearsal: this.own?.rehearsal ?? null });
    this.room.broadcaster.toConsoles('rehearsal:changed', this.current);
  }
}
