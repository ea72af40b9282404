import { Injectable } from '@nestjs/common';
import { FailureError, isStorable, type EveningImported } from '@wandcast/protocol';
import type { z } from 'zod';
import type { GuardedRoom } from '../../accounts/members/member.js';
import { Bus } from '../../platform/bus/bus.js';
import { gunzipped, gzipFault, isCorruptGzip, isGzip, peek, type Bytes } from '../../platform/files/byte-stream.js';
import { linesOf } from '../../platform/files/line-reader.js';
import { describeIssues } from '../../platform/validation/describe-issues.js';
import { EventDeletions } from '../past-events/event-deletions.service.js';
import { eveningEnd, eveningHeader, eveningLine, eveningTables } from './evening-tables.js';
import { ImportedEveningRepository, type EveningRows } from './imported-evening.repository.js';

/** Rows stored by one statement. */
const BATCH = 100;
/** Largest unpacked evening, bytes: eight times MAX_EVENING_BYTES, which real casts do not reach. Guards against gzip bombs. */
const MAX_UNPACKED_BYTES = 16 * 1024 ** 3;

/** Stores a file of `EveningExport` as an evening of its own: all of it or nothing. */
@Injectable()
export class EveningImport {
  constructor(
    private readonly rows: ImportedEveningRepository,
    private readonly evenings: EventDeletions,
    private readonly bus: Bus,
  ) {}

  /**
   * @param file plain or gzipped
   * @throws FailureError `evening-unreadable`, `evening-exists` if any row of it is here already, `evening-too-large`
   */
  async store(room: GuardedRoom, file: Bytes): Promise<EveningImported> {
    try {
      const imported = await this.rows.store(room, batchesOf(file));
      this.evenings.announce();
      this.bus.publishToAll({ kind: 'books' }); // its book may be new
      return imported;
    } catch (error) {
      if (error instanceof FailureError && error.code === 'import-too-large')
        throw new FailureError('evening-too-large', error.detail);
      throw isCorruptGzip(error) ? unreadable(gzipFault(error)) : error;
    }
  }
}

/** The checked rows of a file, in batches of one table each. @throws FailureError `evening-unreadable` */
async function* batchesOf(file: Bytes): AsyncGenerator<EveningRows> {
  const { start, all } = await peek(file, 2);
  let place = -1; // of the table that is being read
  let rows: unknown[] = [];
  let read = 0;
  let isOver = false;
  for await (const one of linesOf(isGzip(start) ? gunzipped(all, MAX_UNPACKED_BYTES) : all)) {
    if (!('text' in one)) throw unreadable(`line ${one.line}: ${one.reason}`);
    if (isOver) throw unreadable(`line ${one.line}: after the end`);
    const value = jsonOf(one.text, one.line);
    if (place < 0) {
      parsed(eveningHeader, value, one.line);
      place = 0;
      continue;
    }
    const end = eveningEnd.safeParse(value);
    if (end.success) {
      if (end.data.rows !== read) throw unreadable('rows are missing');
      isOver = true;
      continue;
    }
    const line = parsed(eveningLine, value, one.line);
    const next = eveningTables.findIndex(({ name }) => name === line.table);
    const table = eveningTables[next];
    if (table === undefined || next < place) throw unreadable(`line ${one.line}: unexpected table`);
    if (next !== place || rows.length === BATCH) {
      yield* batch(place, rows);
      [place, rows] = [next, []];
    }
    rows.push(parsed(table.row, line.row, one.line));
    read++;
  }
  yield* batch(place, rows);
  if (!isOver) throw unreadable('the end is missing');
}

function* batch(place: number, rows: readonly unknown[]): Generator<EveningRows> {
  const table = eveningTables[place];
  if (table !== undefined && rows.length > 0) yield { table, rows };
}

function jsonOf(text: string, line: number): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string' && !isStorable(value))
        throw unreadable(`line ${line}: a text that cannot be stored`);
      return value;
    });
  } catch (error) {
    throw error instanceof FailureError ? error : unreadable(`line ${line}: not JSON`);
  }
}

function parsed<S extends z.ZodType>(schema: S, value: unknown, line: number): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw unreadable(`line ${line}: ${describeIssues(result.error)}`);
  return result.data;
}

function unreadable(detail: string): FailureError {
  return new FailureError('evening-unreadable', detail);
}
