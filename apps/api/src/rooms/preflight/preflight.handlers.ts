import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { ConsoleHandlers } from '../messages/console-handlers.js';
import { PreflightHandlers } from '../messages/preflight-handlers.js';
import { Preflights } from './preflights.js';

@Injectable()
export class PreflightReportHandlers {
  constructor(preflight: PreflightHandlers, console: ConsoleHandlers) {
    preflight.register({
      'preflight:report': ({ room, welcome }, report) => {
        if (!welcome.mayReport) throw new FailureError('unauthorized');
        return room.part(Preflights).add(welcome.way, report);
      },
    });
    console.register({ 'preflight:remove': ({ room }, remove) => room.part(Preflights).remove(remove) });
  }
}
