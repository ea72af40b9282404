import { Injectable } from '@nestjs/common';
import { FailureError, type Failure, type ImportReport } from '@wandcast/protocol';
import type { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { importRow, activeStages, unfinishedStages, type ImportRow, type ImportStage } from './import-row.js';

/** Half a gigabyte may be deleted, ms. */
const LONG = { timeout: 300_000 };

export interface NewImport {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
}

/** Stores the bytes and progress of imports, so that any node can continue them. */
@Injectable()
export class ImportsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Creates an import, or returns the interrupted upload of the same file. Cancels failed imports.
   * @throws FailureError `import-busy`
   */
  async open(eventId: string, file: NewImport, createdBy: string): Promise<ImportRow> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM events WHERE id = ${eventId}::uuid FOR UPDATE`; // serializes imports of an event across nodes
      const other = await tx.import.findFirst({ where: { eventId, stage: { in: [...unfinishedStages] } } });
      if (other !== null) {
        const isSame = other.name === file.name && other.size === file.size && other.modified === file.modified;
        if (!isSame || other.stage !== 'uploading') throw new FailureError('import-busy', other.name);
        return importRow(other);
      }
      const failed = await tx.import.findMany({ where: { eventId, stage: 'failed' }, select: { id: true } });
      const ids = failed.map(({ id }) => id);
      await tx.importPiece.deleteMany({ where: { importId: { in: ids } } });
      await tx.import.updateMany({ where: { id: { in: ids } }, data: { stage: 'canceled' } });
      return importRow(await tx.import.create({ data: { ...file, eventId, createdBy } }));
    });
  }

  /** The newest import of an event, unless it was removed. */
  async findLatest(eventId: string): Promise<ImportRow | undefined> {
    const row = await this.prisma.import.findFirst({ where: { eventId }, orderBy: { createdAt: 'desc' } });
    return row?.removedAt === null ? importRow(row) : undefined;
  }

  /** The oldest import that a node must work on. */
  async findActive(eventId: string): Promise<ImportRow | undefined> {
    const where = { eventId, stage: { in: [...activeStages] } };
    const row = await this.prisma.import.findFirst({ where, orderBy: { createdAt: 'asc' } });
    return row === null ? undefined : importRow(row);
  }

  /** @throws FailureError `import-unknown` */
  async get(eventId: string, id: string): Promise<ImportRow> {
    const row = await this.prisma.import.findFirst({ where: { id, eventId } });
    if (row === null) throw new FailureError('import-unknown', id);
    return importRow(row);
  }

  /**
   * Stores a piece if `at` is the current offset; the last piece completes the upload. Other offsets change nothing: the
   * result tells the client where to continue.
   * @throws FailureError `import-unknown`, `import-not-ready`, `import-piece-refused`
   */
  async addPiece(eventId: string, id: string, at: number, bytes: Uint8Array): Promise<ImportRow> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM imports WHERE id = ${id}::uuid FOR UPDATE`;
      const row = await tx.import.findFirst({ where: { id, eventId } });
      if (row === null) throw new FailureError('import-unknown', id);
      if (row.stage === 'checking' && at <= row.received) return importRow(row); // the last piece, sent twice
      if (row.stage !== 'uploading') throw new FailureError('import-not-ready', row.stage);
      if (at !== row.received) return importRow(row);
      const received = at + bytes.byteLength;
      if (received > row.size) throw new FailureError('import-piece-refused', `the file ends at ${row.size}`);
      await tx.importPiece.create({ data: { importId: id, byteOffset: at, bytes: new Uint8Array(bytes) } });
      const stage = received === row.size ? 'checking' : 'uploading';
      return importRow(await tx.import.update({ where: { id }, data: { received, stage, changedAt: new Date() } }));
    });
  }

  /** The bytes of the file, piece by piece. Ends early if the import was canceled in the meantime. */
  async *bytes(id: string): AsyncGenerator<Uint8Array> {
    for (let at = 0; ;) {
      const piece = await this.prisma.importPiece.findUnique({
        where: { importId_byteOffset: { importId: id, byteOffset: at } },
      });
      if (piece === null) return;
      at += piece.bytes.byteLength;
      yield piece.bytes;
    }
  }

  /** Counts an attempt to run the import. */
  async startAttempt(id: string): Promise<void> {
    await this.prisma.import.update({ where: { id }, data: { attempts: { increment: 1 } } });
  }
  /** Takes back an attempt, because a node that shuts down is not a failed attempt. */
  async revertAttempt(id: string): Promise<void> {
    await this.prisma.import.update({ where: { id }, data: { attempts: { decrement: 1 } } });
  }

  async setProgress(id: string, progress: number): Promise<void> {
    await this.prisma.import.updateMany({ where: { id, stage: 'checking' }, data: { progress } });
  }

  /** @returns false if the import was not being checked */
  async checked(id: string, report: ImportReport): Promise<boolean> {
    return this.change(id, ['checking'], {
      stage: 'checked',
      report: { ...report } as object,
      progress: 0,
      attempts: 0,
    });
  }

  /** Checks a file again whose check has failed. @returns false if it is in another stage */
  async checkAgain(id: string): Promise<boolean> {
    return this.change(id, ['failed'], { stage: 'checking', progress: 0, attempts: 0 });
  }

  /** Starts storing a checked or failed import. @returns false if it is in another stage */
  async store(id: string, skipBad: boolean): Promise<boolean> {
    return this.change(id, ['checked', 'failed'], { stage: 'storing', skipBad, attempts: 0 });
  }

  /** Marks the import as completely stored. @returns false if it was not being stored */
  async stored(id: string): Promise<boolean> {
    return this.end(id, ['storing'], { stage: 'stored', progress: 1 });
  }

  /** Keeps the casts already stored. @returns false if the import had ended */
  async cancel(id: string): Promise<boolean> {
    return this.end(id, [...unfinishedStages, 'failed'], { stage: 'canceled' });
  }

  /** @param isFinal the import cannot be resumed, so its bytes are deleted */
  async fail(id: string, failure: Failure, isFinal: boolean): Promise<void> {
    const data = { stage: 'failed', failure: { ...failure } };
    await (isFinal ? this.end(id, [...activeStages], data) : this.change(id, [...activeStages], data));
  }

  /** Cancels imports unchanged since `since`: of this event, and of past ones, with which nobody goes on. */
  async cancelOlder(eventId: string, since: Date): Promise<void> {
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT i.id FROM imports i JOIN events e ON e.id = i.event_id
      WHERE i.stage = ANY(${[...unfinishedStages, 'failed']}) AND i.changed_at < ${since}
        AND (e.id = ${eventId}::uuid OR EXISTS (SELECT FROM events later
          WHERE later.room_id = e.room_id AND (later.created_at, later.id) > (e.created_at, e.id)))`;
    for (const { id } of rows) await this.cancel(id);
  }

  private async change(
    id: string,
    from: readonly ImportStage[],
    data: Prisma.ImportUpdateManyMutationInput,
    tx: Prisma.TransactionClient = this.prisma,
  ) {
    const where = { id, stage: { in: [...from] } };
    const { count } = await tx.import.updateMany({ where, data: { ...data, changedAt: new Date() } });
    return count > 0;
  }

  /** Like `change`, and deletes the bytes. */
  private async end(id: string, from: readonly ImportStage[], data: Prisma.ImportUpdateManyMutationInput) {
    return this.prisma.$transaction(async (tx) => {
      const isChanged = await this.change(id, from, data, tx);
      if (isChanged) await tx.importPiece.deleteMany({ where: { importId: id } });
      return isChanged;
    }, LONG);
  }
}
