import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { AddressLimits } from '../limits/address-limits.js';
import { CastActivity } from '../limits/cast-activity.js';
import { FloodPauses } from '../limits/flood-pauses.js';
import { KeyedRateLimiter } from '../limits/keyed-rate-limiter.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { AdmissionQueue } from './admission-queue.js';
import type { CutReason } from './connection-guard.js';

/**
 * Handshakes that may use the database at once: fewer than it has connections, and few enough that they leave a small
 * machine's processor to the query that stores casts.
 */
const CONCURRENCY = 3;

/**
 * Pause after a handshake that made a new participant, ms: while others cast, three places admit about 50 of them a
 * second, a hall of a thousand in 20 s. Those who come back do not wait.
 */
const NEWCOMER_REST_MS = 40;

/** Who came in; nothing if that costs no more than a look-up. */
export type Arrival = 'newcomer' | undefined;

/** A flood writes this many log lines for each address in a minute. */
const LINES_PER_MINUTE = 5;

/** Paces the handshakes of all connections, and remembers whose have to wait. */
@Injectable()
export class Admissions {
  readonly pauses = new FloodPauses();
  private readonly queue = new AdmissionQueue(CONCURRENCY, (arrival) =>
    arrival === 'newcomer' && this.activity.isMoving(performance.now()) ? NEWCOMER_REST_MS : 0,
  );
  private readonly lines = new KeyedRateLimiter(LINES_PER_MINUTE, 60_000);

  constructor(
    private readonly limits: AddressLimits,
    private readonly activity: CastActivity,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** @throws FailureError `too-many-tries` if the address has joined too often, and those of `admit` */
  async run(role: string, address: string, admit: () => Promise<Arrival>): Promise<void> {
    if (!this.limits.allowsJoin(address)) throw new FailureError('too-many-tries', 'joins from this network');
    await this.queue.run(`${role} ${address}`, admit);
  }

  reportCut(address: string, reason: CutReason): void {
    this.metrics.cuts.inc({ reason });
    if (this.lines.allows(`${address} ${reason}`, performance.now()))
      this.log.warn({ address, reason }, 'closed a connection');
  }
}
