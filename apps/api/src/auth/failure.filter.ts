import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { FailureError, type FailureCode } from '@wandcast/protocol';
import type { Response } from 'express';

const statuses: Partial<Record<FailureCode, number>> = {
  unauthorised: 401,
  forbidden: 403,
  'event-unknown': 404,
  'model-unknown': 404,
  overloaded: 503,
};

/** Failures of a route go back by name, as on a socket. */
@Catch(FailureError)
export class FailureFilter implements ExceptionFilter<FailureError> {
  catch(error: FailureError, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    response.status(statuses[error.code] ?? 422).json(error.toFailure());
  }
}
