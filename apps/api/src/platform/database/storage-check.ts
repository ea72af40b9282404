import { Injectable } from '@nestjs/common';
import { ServerConfig } from '../config/server-config.js';
import { Log } from '../logging/log.js';
import { within } from '../queues/within.js';
import { databaseFault, FAILING_TEXT, failingText, faultText, type DatabaseFault } from './faults/database-fault.js';
import { Database } from './database.js';
import { StorageFaultLog, type StorageFault } from './faults/storage-fault-log.js';

/** A check that takes longer counts as failed, ms: a caller waits for at most a second. */
const TIMEOUT_MS = 800;
/** A result is good for this long, ms, so that many requests cost one transaction. */
const KEPT_MS = 500;

/** Commits a message that nobody reads to the log of transactions: the cheapest write. */
const CHEAP = `SELECT pg_logical_emit_message(true, 'wandcast', 'storage check')`;
/** Also needs a new page of a table, which a full disk does not have. */
const THOROUGH = `CREATE TEMPORARY TABLE storage_check ON COMMIT DROP AS SELECT 1 AS filler; ${CHEAP}`;

/** A check that runs or has ended. */
interface Check {
  readonly isThorough: boolean;
  /** Undefined while it runs. */
  endedAt: number | undefined;
  readonly result: Promise<StorageFault | undefined>;
}

/** Whether casts can be stored now. */
@Injectable()
export class StorageCheck {
  /** Whether the last write of casts failed. */
  private writesFail = false;
  private latest: Check | undefined;
  private readonly faults: StorageFaultLog;

  constructor(
    private readonly config: ServerConfig,
    private readonly database: Database,
    log: Log,
  ) {
    this.faults = new StorageFaultLog(log);
  }

  /** Casts were stored. */
  wrote(): void {
    this.writesFail = false;
    this.faults.succeeded();
  }

  /** Casts could not be stored, but may be later. */
  writeFailed(error: Error): void {
    this.writesFail = true;
    this.faults.failed(this.faultOf(error));
  }

  /** @returns why casts cannot be stored, within a second; undefined if they can */
  async read(): Promise<StorageFault | undefined> {
    const check = this.recent() ?? this.start();
    const fault = await within(TIMEOUT_MS, check.result, () => this.named('unreachable'));
    if (fault === undefined) this.faults.succeeded();
    else this.faults.failed(fault);
    return fault;
  }

  /** The last check if it is good for now. After a failed write, only a thorough one is. */
  private recent(): Check | undefined {
    const { latest } = this;
    if (latest === undefined || (this.writesFail && !latest.isThorough)) return undefined;
    return performance.now() - (latest.endedAt ?? Infinity) > KEPT_MS ? undefined : latest;
  }

  private start(): Check {
    const isThorough = this.writesFail;
    const result = this.probe(isThorough).finally(() => (check.endedAt = performance.now()));
    const check: Check = { isThorough, endedAt: undefined, result };
    this.latest = check;
    return check;
  }

  private async probe(isThorough: boolean): Promise<StorageFault | undefined> {
    try {
      await this.database.pool.query(isThorough ? THOROUGH : CHEAP);
      if (isThorough) this.writesFail = false;
      return undefined;
    } catch (error) {
      return this.faultOf(error as Error);
    }
  }

  private faultOf(error: Error): StorageFault {
    const fault = databaseFault(error);
    if (fault !== undefined) return this.named(fault);
    return { fault: 'failing', text: FAILING_TEXT, logText: failingText(error) };
  }

  private named(fault: DatabaseFault): StorageFault {
    return { fault, text: faultText(fault, this.config.database) };
  }
}
