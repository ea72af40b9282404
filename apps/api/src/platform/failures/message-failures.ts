import { Injectable } from '@nestjs/common';
import { FailureError, toFailure, type Failure, type FailureCode } from '@wandcast/protocol';
import { databaseFailure } from './database-failure.js';
import { HeldAnswers } from './held-answers.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { ServerEvents } from '../events/server-events.js';
import { TokenBucket } from '../limits/token-bucket.js';

/** Refused messages that are logged: each line is written at once, and a flood must not wait for thousands a second. */
const LOGGED = { burst: 200, perSecond: 20 };

/** How long an answer to a hostile or broken client is held back, ms. */
const HELD_MS = 250;

/** Their details are about the server, and not for clients. */
const withoutDetails = new Set<FailureCode>(['internal', 'overloaded', 'changed-meanwhile', 'database-busy']);

/** Failures of those who try without end, and of messages that no page sends: the answer is held back. */
const heldBack = new Set<FailureCode>(['too-many-tries', 'invalid-message', 'unknown-message']);

/** Converts errors into failures for clients: known ones by name, all others logged and hidden. */
@Injectable()
export class MessageFailures {
  private readonly logged = new TokenBucket(LOGGED, performance.now());
  private unlogged = 0;
  private readonly held = new HeldAnswers(HELD_MS);

  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly events: ServerEvents,
  ) {}

  /**
   * @param where role and message, e.g. `wand cast:end`  @param who participant or socket id
   * @param eventId event in whose room it happened
   */
  of(error: unknown, where: string, who: string, eventId?: string): Failure {
    const failure = failureOf(error);
    this.metrics.refusals.inc({ code: failure.code });
    this.events.emit('message:refused', { code: failure.code, eventId });
    if (failure.code === 'internal') this.log.error({ where, who, error: describe(error) }, 'a message failed');
    else if (failure.code !== 'wrong-node') this.logRefusal(failure, where, who); // that is no fault of anybody
    return withoutDetails.has(failure.code) ? toFailure(failure.code) : failure;
  }

  /** Answers a handshake, a message or a request with a failure. @param send must not throw */
  answer({ code }: Failure, send: () => void): void {
    if (heldBack.has(code)) this.hold(send);
    else send();
  }

  /** Holds back the answer to a request that no page sends. @param send must not throw */
  hold(send: () => void): void {
    this.held.add(send);
  }

  /**
   * Counts what it does not log. The next refusal that is logged tells how many there were, however late it comes; the
   * metric counts each at once.
   */
  private logRefusal({ code, detail }: Failure, where: string, who: string): void {
    if (!this.logged.take(performance.now())) {
      this.unlogged++;
      return;
    }
    const more = this.unlogged === 0 ? {} : { unlogged: this.unlogged };
    this.unlogged = 0;
    this.log.warn({ where, who, code, detail, ...more }, 'a message was refused');
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.toFailure();
  const code = databaseFailure(error);
  return code === undefined ? toFailure('internal') : toFailure(code, (error as Error).message);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
