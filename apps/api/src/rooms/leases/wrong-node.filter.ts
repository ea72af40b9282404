import { Catch, type ArgumentsHost } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Request, Response } from 'express';
import { RequestForwarder } from '../../platform/http/request-forwarder.js';
import { FailureFilter } from '../../platform/failures/failure.filter.js';
import { MessageFailures } from '../../platform/failures/message-failures.js';
import { WrongNodeError } from './room-leases.service.js';

/** Requests whose body was not read. */
const WITHOUT_BODY = new Set(['GET', 'HEAD']);

/** Passes a request on whose address does not name its room, once this node knows that another serves it. */
@Catch(WrongNodeError)
export class WrongNodeFilter extends FailureFilter {
  constructor(
    adapter: HttpAdapterHost,
    failures: MessageFailures,
    private readonly forwarder: RequestForwarder,
  ) {
    super(adapter, failures);
  }

  override catch(error: WrongNodeError, host: ArgumentsHost): void {
    const [request, response] = [
      host.switchToHttp().getRequest<Request>(),
      host.switchToHttp().getResponse<Response>(),
    ];
    const url = error.holder?.url;
    const mayForward = WITHOUT_BODY.has(request.method) && RequestForwarder.markOf(request) !== '1';
    if (url != null && mayForward) this.forwarder.web(request, response, url);
    else super.catch(error, host);
  }
}
