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

/** Whether casts can be stored now. */
@Injectable()
export class StorageCheck {
  /** Whether the last write of casts failed. */
  private writesFail = false;
  private latest: { readonly at: number; readonly result: Promise<StorageFault | undefined> } | undefined;

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
    const now = performance.now();
    if (this.latest === undefined || now - this.latest.at > KEPT_MS)
      this.latest = { at: Infinity, result: this.probe() };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<StorageFault>((resolve) => {
      timer = setTimeout(() => {
        resolve(this.faultOf('unreachable'));
      }, TIMEOUT_MS);
    });
    try {
      return await Promise.race([this.latest.result, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async probe(): Promise<StorageFault | undefined> {
    const result = await this.database.pool.query(this.writesFail ? THOROUGH : CHEAP).then(
      () => undefined,
      (error: unknown) => this.faultOf(databaseFault(error) ?? 'failing'),
    );
    if (result === undefined) this.writesFail = false;
    this.latest = { at: performance.now(), result: Promise.resolve(result) };
    return result;
  }

  private faultOf(fault: StorageFault['fault']): StorageFault {
    const text =
      fault === 'failing' ? 'the database rejects writes: see its log' : faultText(fault, this.config.database);
    return { fault, text };
  }
}
