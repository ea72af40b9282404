import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { ConsoleHandlerRegistry } from '../messages/console-handler-registry.js';
import { PreflightHandlerRegistry } from '../messages/preflight-handler-registry.js';
import { Preflights } from './preflights.js';

@Injectable()
export class PreflightHandlers {
  constructor(preflight: PreflightHandlerRegistry, console: ConsoleHandlerRegistry) {
    preflight.register({
      'preflight:report': ({ room, welcome }, report) => {
        if (!welcome.mayReport) throw new FailureError('unauthorized');
        return room.part(Preflights).add(welcome.networkOrigin, report);
      },
    });
    console.register({ 'preflight:remove': ({ room }, remove) => room.part(Preflights).remove(remove) });
  }
}
