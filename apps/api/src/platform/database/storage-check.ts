import { Injectable } from '@nestjs/common';
import type { StorageFaultName } from '@wandcast/protocol';
import { ServerConfig } from '../config/server-config.js';
import { databaseFault, faultText } from './database-fault.js';
import { Database } from './database.js';

/** A check that takes longer counts as failed, ms: a caller waits for at most a second. */
const TIMEOUT_MS = 800;
/** A result is good for this long, ms, so that many requests cost one transaction. */
const KEPT_MS = 500;

/** Commits a message that nobody reads to the log of transactions: the cheapest write. */
const CHEAP = `SELECT pg_logical_emit_message(true, 'wandcast', 'storage check')`;
/** Also needs a new page of a table, which a full disk does not have. */
const THOROUGH = `CREATE TEMPORARY TABLE storage_check ON COMMIT DROP AS SELECT 1 AS filler; ${CHEAP}`;

/** Why casts cannot be stored. */
export interface StorageFault {
  readonly fault: StorageFaultName;
  /** Cause and remedy in one line. */
  readonly text: string;
}

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

  constructor(
    private readonly config: ServerConfig,
    private readonly database: Database,
  ) {}

  /** Tells the outcome of a write of casts. */
  wrote(succeeded: boolean): void {
    this.writesFail = !succeeded;
  }

  /** @returns why casts cannot be stored, within a second; undefined if they can */
  async read(): Promise<StorageFault | undefined> {
    const check = this.recent() ?? this.start();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<StorageFault>((resolve) => {
      timer = setTimeout(() => {
        resolve(this.faultOf('unreachable'));
      }, TIMEOUT_MS);
    });
    try {
      return await Promise.race([check.result, late]);
    } finally {
      clearTimeout(timer);
    }
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
      return this.faultOf(databaseFault(error) ?? 'failing');
    }
  }

  private faultOf(fault: StorageFault['fault']): StorageFault {
    const text =
      fault === 'failing' ? 'the database rejects writes: see its log' : faultText(fault, this.config.database);
    return { fault, text };
  }
}
