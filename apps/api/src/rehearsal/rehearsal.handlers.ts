import { Injectable } from '@nestjs/common';
import { Rehearsals } from './rehearsal.service.js';
import { ConsoleHandlerRegistry } from '../rooms/messages/console-handler-registry.js';

@Injectable()
export class RehearsalHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'rehearsal:start': ({ room }, start) => room.part(Rehearsals).start(start),
      'rehearsal:stop': ({ room }) => room.part(Rehearsals).stop(),
    });
  }
}
