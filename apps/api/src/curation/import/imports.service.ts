import { FailureError, MAX_IMPORT_BYTES, type FromConsole, type ImportInfo } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import { ImportsRepository, type NewImport } from './imports.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Shortest interval between progress messages, ms. */
const PROGRESS_MS = 250;

/** How long an unfinished import is kept, ms. */
const KEPT_MS = 24 * 60 * 60_000;

/** The current import of the event and its progress for all consoles. An ImportWorker on one node does the work. */
@RoomPart()
export class Imports implements RoomLifecycle {
  private latest: ImportInfo | null = null;
  /** Reads are serialized so that an older state is never sent after a newer one. */
  private readonly reads = new SerialQueue();
  private timer: NodeJS.Timeout | undefined;
  private lastSent = 'null';

  constructor(
    private readonly imports: ImportsRepository,
    private readonly room: Room,
    private readonly log: Log,
  ) {}

  async onOpen(): Promise<void> {
    const onChange = (): void => {
      this.reread().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not reload the import');
      });
    };
    for (const kind of ['import', 'refreshed'] as const) this.room.bus.on(kind, onChange);
    await this.imports.cancelOlder(this.room.eventId, new Date(Date.now() - KEPT_MS));
    await this.reread();
  }

  onClose(): void {
    clearTimeout(this.timer);
  }

  /** Whether an import goes on without its page. */
  get isBusy(): boolean {
    return this.latest?.state.stage === 'checking' || this.latest?.state.stage === 'storing';
  }

  /** The newest import, running or ended. */
  get current(): ImportInfo | null {
    return this.latest;
  }

  /** Starts an import or resumes the upload of the same file. @throws FailureError `import-busy`, `import-too-large` */
  async open(file: NewImport, by: string): Promise<ImportInfo> {
    if (file.size > MAX_IMPORT_BYTES) throw new FailureError('import-too-large', `more than ${MAX_IMPORT_BYTES} bytes`);
    await this.imports.cancelOlder(this.room.eventId, new Date(Date.now() - KEPT_MS));
    const { info } = await this.imports.open(this.room.eventId, file, by);
    await this.announce();
    return info;
  }

  /** @throws FailureError `import-unknown`, `import-not-ready`, `import-piece-refused` */
  async addPiece(id: string, at: number, bytes: Uint8Array): Promise<ImportInfo> {
    if (bytes.byteLength === 0) throw new FailureError('import-piece-refused', 'the piece is empty');
    const { info } = await this.imports.addPiece(this.room.eventId, id, at, bytes);
    if (info.state.stage === 'uploading') this.announceSoon();
    else await this.announce();
    return info;
  }

  async get(id: string): Promise<ImportInfo> {
    return (await this.imports.get(this.room.eventId, id)).info;
  }

  /** Whether the file has labels that the spellbook lacks: they become spells. @throws FailureError `import-unknown` */
  async addsSpells({ importId }: Pick<FromConsole<'import:store'>, 'importId'>): Promise<boolean> {
    const { report } = await this.imports.get(this.room.eventId, importId);
    return report?.spells.some(({ state }) => state === 'new') === true;
  }

  /** @throws FailureError `import-unknown`, `import-not-ready`, `import-has-bad-lines` */
  async store({ importId, skipBad }: FromConsole<'import:store'>): Promise<ImportInfo> {
    const { report, info } = await this.imports.get(this.room.eventId, importId);
    if (report === null) return this.checkAgain(importId, info);
    if (report.badLines > 0 && !skipBad) throw new FailureError('import-has-bad-lines', `${report.badLines} lines`);
    if (!(await this.imports.store(importId, skipBad))) throw new FailureError('import-not-ready', info.state.stage);
    await this.announce();
    return this.get(importId);
  }

  /** Resumes an import whose check ended through a fault of the server. */
  private async checkAgain(importId: string, { state }: ImportInfo): Promise<ImportInfo> {
    const mayRetry = state.stage === 'failed' && state.failure.mayRetry;
    if (!mayRetry || !(await this.imports.checkAgain(importId)))
      throw new FailureError('import-not-ready', state.stage);
    await this.announce();
    return this.get(importId);
  }

  /** @throws FailureError `import-unknown`, `import-not-ready` if it has ended */
  async cancel({ importId }: FromConsole<'import:cancel'>): Promise<ImportInfo> {
    const { info } = await this.imports.get(this.room.eventId, importId);
    if (!(await this.imports.cancel(importId))) throw new FailureError('import-not-ready', info.state.stage);
    await this.announce();
    return this.get(importId);
  }

  /** Sends the current state to the consoles of all nodes. */
  async announce(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.reread();
    this.room.bus.publish({ kind: 'import' });
  }

  /** Like `announce`, but throttled. */
  announceSoon(): void {
    this.timer ??= setTimeout(() => {
      this.announce().catch((error: unknown) => {
        this.log.warn({ error: (error as Error).message }, 'could not reload the import');
      });
    }, PROGRESS_MS);
  }

  private reread(): Promise<void> {
    return this.reads.run(async () => {
      this.latest = (await this.imports.findLatest(this.room.eventId))?.info ?? null;
      const text = JSON.stringify(this.latest);
      if (text === this.lastSent) return;
      this.lastSent = text;
      this.room.broadcaster.toConsoles('import:progressed', this.latest);
      this.room.events.emit('import:changed', this.latest);
    });
  }
}
