import { FailureError, toFailure } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { trySessionLock } from '../../platform/database/advisory-lock.js';
import { SingleFlight } from '../../platform/queues/single-flight.js';
import { ImportRun } from './import-run.service.js';
import type { ImportRow } from './import-row.js';
import { ImportStopped } from './import-stopped.js';
import { ImportsRepository } from './imports.repository.js';
import { Imports } from './imports.service.js';
import { PastImports } from './past-imports.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Ms between polls for imports abandoned by a node that died. New imports are announced by events. */
const POLL_MS = 2_000;

/** Attempts before an import that keeps stopping its node is failed. */
const MAX_ATTEMPTS = 3;

/** Checks and stores imported files on the node that holds the event's lock. If it dies, another node continues. */
@RoomPart()
export class ImportWorker implements RoomLifecycle {
  private timer: NodeJS.Timeout | undefined;
  private readonly polls = new SingleFlight(
    () => this.takeAll(),
    (error) => {
      this.warn('could not continue imports')(error);
    },
  );
  private running: { readonly id: string; readonly abort: AbortController } | undefined;

  constructor(
    private readonly imports: Imports,
    private readonly rows: ImportsRepository,
    private readonly runs: ImportRun,
    private readonly pastImports: PastImports,
    private readonly room: Room,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.events.on('import:changed', (info) => {
      if (info?.state.stage === 'canceled' && this.running?.id === info.id)
        this.running.abort.abort(new ImportStopped('canceled'));
      this.polls.run();
    });
    this.room.bus.on('casts', () => {
      this.emitImported().catch(this.warn('could not count imported casts'));
    });
    this.timer = setInterval(() => {
      this.polls.run();
    }, POLL_MS);
    this.polls.run();
  }

  /**
   * If only the event is over, a running import still finishes. If the server stops, the import is interrupted; another
   * node or the next start continues it unless its event is over.
   */
  async onClose(): Promise<void> {
    const stopped = this.polls.stop();
    clearInterval(this.timer);
    if (this.room.isOver && this.pastImports.keep(stopped, this.interrupt)) return;
    this.interrupt();
    await stopped;
  }

  private readonly interrupt = (): void => {
    this.running?.abort.abort(new ImportStopped('interrupted'));
  };

  private async takeAll(): Promise<void> {
    if ((await this.rows.findActive(this.room.eventId)) === undefined) return;
    const lock = await trySessionLock(this.config.databaseUrl, `import ${this.room.eventId}`);
    if (lock === undefined) return;
    try {
      while (!lock.lost.aborted) {
        const row = await this.rows.findActive(this.room.eventId);
        // Checked after the await: an import that starts after `stop` would not be aborted.
        if (row === undefined || this.polls.isStopping) return;
        await this.work(row, lock.lost);
      }
    } finally {
      await lock.release();
    }
  }

  private async work(row: ImportRow, lost: AbortSignal): Promise<void> {
    const { id } = row.info;
    const running = { id, abort: new AbortController() };
    this.running = running;
    try {
      if (row.attempts >= MAX_ATTEMPTS)
        throw new FailureError('import-failed', 'the server stopped during every attempt');
      await this.rows.startAttempt(id);
      await this.run(row, AbortSignal.any([running.abort.signal, lost]));
    } catch (error) {
      if (lost.aborted) throw error;
      if (error instanceof ImportStopped) {
        if (error.why === 'interrupted') await this.rows.revertAttempt(id);
      } else await this.fail(row, error);
    } finally {
      this.running = undefined;
    }
    if (!this.polls.isStopping) await this.imports.announce();
  }

  private async run(row: ImportRow, abort: AbortSignal): Promise<void> {
    const { id, state, name } = row.info;
    if (state.stage === 'checking') {
      const report = await this.runs.check(row, this.progressOf(id), abort);
      await this.rows.checked(id, report);
      return;
    }
    try {
      await this.runs.store(row, this.announceSoon, abort);
      if (!(await this.rows.stored(id))) return;
      this.log.info({ import: id, name }, 'an import was stored');
    } finally {
      this.room.bus.publish({ kind: 'casts' });
      await this.emitImported().catch(this.warn('could not count imported casts'));
    }
  }

  private readonly announceSoon = (): void => {
    this.imports.announceSoon();
  };

  private progressOf(id: string): (done: number) => void {
    return (done) => {
      this.rows.setProgress(id, done).then(this.announceSoon, this.warn('could not store the progress of an import'));
    };
  }

  /** Marks the import as failed. @throws the error itself if the database was overloaded, so that it is retried */
  private async fail({ info, report }: ImportRow, error: unknown): Promise<void> {
    if (error instanceof FailureError && error.code === 'overloaded') {
      await this.rows.revertAttempt(info.id).catch(() => undefined); // the database may still be away
      throw error;
    }
    const isKnown = error instanceof FailureError && error.code !== 'internal';
    const failure = isKnown ? error.toFailure() : toFailure('import-failed');
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!isKnown) this.log.error({ import: info.id, error: reason }, 'an import failed');
    await this.rows.fail(info.id, failure, report === null && !failure.mayRetry);
  }

  /** Waits until dependent counts are updated. */
  private async emitImported(): Promise<void> {
    await this.room.events.emitAndWait('casts:imported', null);
  }

  private warn(what: string): (error: unknown) => void {
    return (error) => {
      this.log.warn({ error: (error as Error).message }, what);
    };
  }
}
