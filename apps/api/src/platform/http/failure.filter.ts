import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { FailureError, type FailureCode } from '@wandcast/protocol';
import type { Response } from 'express';

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
  overloaded: 503,
};

/** Turns a FailureError of a route into JSON, in the same format as on sockets. */
@Catch(FailureError)
export class FailureFilter implements ExceptionFilter<FailureError> {
  catch(error: FailureError, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    response.status(statuses[error.code] ?? 422).json(error.toFailure());
  }
}
