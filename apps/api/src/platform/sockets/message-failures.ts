import { Injectable } from '@nestjs/common';
import { FailureError, toFailure, type Failure } from '@wandcast/protocol';
import { isDeletedMeanwhile } from '../database/deleted-meanwhile.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { ServerEvents } from '../events/server-events.js';

/** Converts errors into failures for clients: known ones by name, all others logged and hidden. */
@Injectable()
export class MessageFailures {
  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly events: ServerEvents,
  ) {}

  /** @param where role and message, e.g. `wand cast:end`  @param who participant or socket id */
  of(error: unknown, where: string, who: string): Failure {
    const failure = failureOf(error);
    this.metrics.refusals.inc({ code: failure.code });
    this.events.emit('message:refused', { code: failure.code });
    if (failure.code === 'internal') this.log.error({ where, who, error: describe(error) }, 'a message failed');
    else this.log.warn({ where, who, code: failure.code, detail: failure.detail }, 'a message was refused');
    const isInternal = failure.code === 'internal' || failure.code === 'overloaded'; // details are not for clients
    return isInternal ? toFailure(failure.code) : failure;
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.toFailure();
  return toFailure(isDeletedMeanwhile(error) ? 'deleted-meanwhile' : 'internal');
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
