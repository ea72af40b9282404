import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { AddressLimits } from '../limits/address-limits.js';
import { CastActivity } from '../limits/cast-activity.js';
import { FloodPauses } from '../limits/flood-pauses.js';
import { KeyedRateLimiter } from '../limits/keyed-rate-limiter.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { addressGroup } from '../network/address-group.js';
import { EventLoopQueue } from '../queues/event-loop-queue.js';
import { AdmissionQueue } from './admission-queue.js';
import type { CutReason } from './connection-guard.js';

/**
 * Handshakes that may use the database at once: fewer than it has connections, and few enough that they leave a small
 * machine's processor to the query that stores casts.
 */
const CONCURRENCY = 3;

/** The same of phones, which share their queries: a hall that comes back at once waits for a few of them. */
const PHONES = 32;

/**
 * Pause after the creation of a participant, ms: while others cast, three places admit about 50 newcomers a second, a
 * hall of a thousand in 20 s. The places of handshakes are free meanwhile, so that those who come back do not wait.
 */
const NEWCOMER_REST_MS = 40;

/** The same where a flood has just come from: one place, about 15 a second. A hall may have the flood's address. */
const SUSPECT_REST_MS = 60;

/**
 * What is left after the look-up, in turns of its own: a phone is written if it is new or changed, a console or stage
 * enters its room, which may have to be opened first. Undefined if nothing is left.
 */
export type Admission = (() => Promise<unknown>) | undefined;

/** A flood writes this many log lines for each address in a minute. */
const LINES_PER_MINUTE = 5;

/**
 * Messages of consoles that are handled at a time: most cost several queries. While casts move, places then stay empty for
 * twice as long, so that a flood takes no more of the main thread than a busy moderator.
 */
const CONSOLE_PLACES = 2;
const CONSOLE_REST = 2;

/** Paces the handshakes and messages of all connections, and remembers whose have to wait. */
@Injectable()
export class Admissions {
  readonly pauses = new FloodPauses();
  private readonly turns = new EventLoopQueue();
  private readonly consoleTurns = new EventLoopQueue({
    count: CONSOLE_PLACES,
    rest: () => (this.activity.isMoving(performance.now()) ? CONSOLE_REST : 0),
  });
  private readonly lookUps = new AdmissionQueue(CONCURRENCY);
  private readonly phones = new AdmissionQueue(PHONES);
  private readonly rooms = new AdmissionQueue(CONCURRENCY);
  private readonly newcomers = this.queueNewcomers(CONCURRENCY, NEWCOMER_REST_MS);
  /** Of addresses that flood: they would go on with the next participant. */
  private readonly suspects = this.queueNewcomers(1, SUSPECT_REST_MS);
  private readonly lines = new KeyedRateLimiter(LINES_PER_MINUTE, 60_000);

  constructor(
    private readonly limits: AddressLimits,
    private readonly activity: CastActivity,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** @throws FailureError `too-many-tries` if the address has joined too often, and those of `admit` */
  async run(role: string, address: string, admit: () => Promise<Admission>): Promise<void> {
    if (!this.limits.allowsJoin(address)) throw new FailureError('too-many-tries', 'joins from this network');
    const group = addressGroup(address);
    const isPhone = role === 'wand';
    const rest = await (isPhone ? this.phones : this.lookUps).run(`${role} ${group}`, admit);
    if (rest === undefined) return;
    const newcomers = this.pauses.has(newcomersOf(address)) ? this.suspects : this.newcomers;
    await (isPhone ? newcomers : this.rooms).run(group, rest);
  }

  /** Called when a connection is closed for a flood. @param person who waits for a moment; undefined if it has none */
  flooded(address: string, person: string | undefined): void {
    this.pauses.begin(newcomersOf(address));
    if (person !== undefined) this.pauses.begin(person);
  }

  /** @returns the queue of a role's messages, see `dispatchMessages` */
  turnsOf(role: string): EventLoopQueue {
    return role === 'console' ? this.consoleTurns : this.turns;
  }

  reportCut(address: string, reason: CutReason): void {
    this.metrics.cuts.inc({ reason });
    if (this.lines.allows(`${address} ${reason}`, performance.now()))
      this.log.warn({ address, reason }, 'closed a connection');
  }

  private queueNewcomers(places: number, restMs: number): AdmissionQueue {
    return new AdmissionQueue(places, (created) =>
      created !== undefined && this.activity.isMoving(performance.now()) ? restMs : 0,
    );
  }
}

const newcomersOf = (address: string): string => `newcomers ${addressGroup(address)}`;
