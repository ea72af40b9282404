import { Catch, HttpException, HttpStatus, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { FailureError, type FailureCode } from '@wandcast/protocol';
import type { Request, Response } from 'express';
import { databaseFailure } from './database-failure.js';
import { MessageFailures } from './message-failures.js';

const statuses: Partial<Record<FailureCode, number>> = {
  unauthorized: 401,
  forbidden: 403,
  'page-foreign': 403,
  'event-unknown': 404,
  'event-over': 410,
  'room-unknown': 404,
  'wrong-node': 421,
  'model-unknown': 404,
  'sign-in-wrong': 401,
  'invitation-unknown': 404,
  'invalid-message': 400,
  'member-exists': 409,
  'too-many-tries': 429,
  'import-unknown': 404,
  'dataset-unknown': 404,
  'import-busy': 409,
  'evening-exists': 409,
  'import-not-ready': 409,
  'import-too-large': 413,
  'evening-too-large': 413,
  'evening-busy': 409,
  'downloads-busy': 429,
  'changed-meanwhile': 409,
  overloaded: 503,
  'database-busy': 503,
};

/** Statuses that Nest and its body parser give requests which they cannot read. */
const UNREADABLE: readonly number[] = [
  HttpStatus.BAD_REQUEST,
  HttpStatus.PAYLOAD_TOO_LARGE,
  HttpStatus.UNSUPPORTED_MEDIA_TYPE,
];

/** Turns a failure of a route into JSON, in the same format as on sockets. */
@Catch()
export class FailureFilter extends BaseExceptionFilter {
  constructor(
    adapter: HttpAdapterHost,
    private readonly failures: MessageFailures,
  ) {
    super(adapter.httpAdapter);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const [request, response] = [
      host.switchToHttp().getRequest<Request>(),
      host.switchToHttp().getResponse<Response>(),
    ];
    if (response.destroyed && (error as Error).name === 'AbortError') return; // stopped because its client has gone
    const isOfDatabase = databaseFailure(error) !== undefined;
    if (response.headersSent || !(error instanceof FailureError || isOfDatabase)) {
      const send = (): void => {
        super.catch(error, host);
      };
      if (isUnreadable(error)) this.failures.hold(send);
      else send();
      return;
    }
    // Those of routes are in the log of requests, but not why the database failed.
    const where = `${request.method} ${request.path}`;
    const failure =
      error instanceof FailureError ? error.toFailure() : this.failures.of(error, where, request.ip ?? '');
    this.failures.answer(failure, () => response.status(statuses[failure.code] ?? 422).json(failure));
  }
}

/** The body is too large, compressed in an unknown way or not JSON, or the path is malformed. No page sends one. */
function isUnreadable(error: unknown): boolean {
  return error instanceof HttpException && UNREADABLE.includes(error.getStatus());
}
