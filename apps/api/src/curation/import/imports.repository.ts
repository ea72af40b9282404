import { Injectable } from '@nestjs/common';
import { FailureError, type Failure, type ImportReport } from '@wandcast/protocol';
import type { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { importRow, underWay, unfinished, type ImportRow, type ImportStage } from './import-row.js';

export interface NewImport {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
}

/** Files that are brought in: their bytes and how far they are, for whichever node goes on. */
@Injectable()
export class ImportsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * A new import, or the one of the same file whose upload broke off. An older one that failed is given up.
   * @throws FailureError `import-busy`
   */
  async open(eventId: string, file: NewImport, createdBy: string): Promise<ImportRow> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM events WHERE id = ${eventId}::uuid FOR UPDATE`; // one after the other, on all nodes
      const other = await tx.import.findFirst({ where: { eventId, stage: { in: [...unfinished] } } });
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

  /** Of this event, newest first. */
  async findLatest(eventId: string): Promise<ImportRow | undefined> {
    const row = await this.prisma.import.findFirst({ where: { eventId }, orderBy: { createdAt: 'desc' } });
    return row === null ? undefined : importRow(row);
  }

  /** The one a node has to go on with. */
  async findUnderWay(eventId: string): Promise<ImportRow | undefined> {
    const where = { eventId, stage: { in: [...underWay] } };
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
   * Keeps a piece where it is the next one; the last one ends the upload. Another piece changes nothing: the answer says
   * where to go on.
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

  /** The file, piece by piece. Ends early where it was given up meanwhile. */
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

  /** A node begins, or begins again. */
  async begin(id: string): Promise<void> {
    await this.prisma.import.update({ where: { id }, data: { attempts: { increment: 1 } } });
  }
  /** A node that stops was no failed attempt. */
  async giveBack(id: string): Promise<void> {
    await this.prisma.import.update({ where: { id }, data: { attempts: { decrement: 1 } } });
  }

  async setProgress(id: string, progress: number): Promise<void> {
    await this.prisma.import.updateMany({ where: { id, stage: 'checking' }, data: { progress } });
  }

  /** @returns whether it was being checked until now */
  async checked(id: string, report: ImportReport): Promise<boolean> {
    return this.change(id, ['checking'], {
      stage: 'checked',
      report: { ...report } as object,
      progress: 0,
      attempts: 0,
    });
  }

  /** Someone said that it is to be stored. @returns whether it could be */
  async store(id: string, skipBad: boolean): Promise<boolean> {
    return this.change(id, ['checked', 'failed'], { stage: 'storing', skipBad, attempts: 0 });
  }

  /** All of it was dealt with. @returns whether it was being stored until now */
  async stored(id: string): Promise<boolean> {
    return this.end(id, ['storing'], { stage: 'stored', progress: 1 });
  }

  /** What was stored stays. @returns whether there was something to cancel */
  async cancel(id: string): Promise<boolean> {
    return this.end(id, [...unfinished, 'failed'], { stage: 'canceled' });
  }

  /** @param isFinal the file is of no use: nobody can go on with it */
  async fail(id: string, failure: Failure, isFinal: boolean): Promise<void> {
    const data = { stage: 'failed', failure: { ...failure } };
    await (isFinal ? this.end(id, [...underWay], data) : this.change(id, [...underWay], data));
  }

  /** Gives up what nobody has gone on with since. */
  async cancelOlder(eventId: string, since: Date): Promise<number> {
    const old = { eventId, stage: { in: [...unfinished, 'failed'] }, changedAt: { lt: since } };
    const rows = await this.prisma.import.findMany({ where: old, select: { id: true } });
    for (const { id } of rows) await this.cancel(id);
    return rows.length;
  }

  private async change(id: string, from: readonly ImportStage[], data: Prisma.ImportUpdateManyMutationInput) {
    const where = { id, stage: { in: [...from] } };
    const { count } = await this.prisma.import.updateMany({ where, data: { ...data, changedAt: new Date() } });
    return count > 0;
  }

  /** As `change`, and the bytes go. */
  private async end(id: string, from: readonly ImportStage[], data: Prisma.ImportUpdateManyMutationInput) {
    const isChanged = await this.change(id, from, data);
    if (isChanged) await this.prisma.importPiece.deleteMany({ where: { importId: id } });
    return isChanged;
  }
}
