import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { FailureError, toFailure, type Failure, type FailureCode } from '@wandcast/protocol';
import type { Response } from 'express';
import { databaseFailure } from './database-failure.js';

const statuses: Partial<Record<FailureCode, number>> = {
  unauthorized: 401,
  forbidden: 403,
  'page-foreign': 403,
  'event-unknown': 404,
  'event-over': 410,
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
  'deleted-meanwhile': 410,
  overloaded: 503,
};

/** Turns a failure of a route into JSON, in the same format as on sockets. */
@Catch()
export class FailureFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (response.destroyed && (error as Error).name === 'AbortError') return; // stopped because its client has gone
    const failure = failureOf(error);
    if (failure === undefined) {
      super.catch(error, host);
      return;
    }
    response.status(statuses[failure.code] ?? 422).json(failure);
  }
}

function failureOf(error: unknown): Failure | undefined {
  if (error instanceof FailureError) return error.toFailure();
  const code = databaseFailure(error);
  return code && toFailure(code);
}
