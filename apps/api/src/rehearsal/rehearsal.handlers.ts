import { Injectable } from '@nestjs/common';
import { Rehearsals } from './rehearsal.service.js';
import { ConsoleHandlers } from '../rooms/messages/console-handlers.js';

@Injectable()
export class RehearsalHandlers {
  constructor(handlers: ConsoleHandlers) {
    handlers.register({
      'rehearsal:start': ({ room }, start) => room.part(Rehearsals).start(start),
      'rehearsal:stop': ({ room }) => room.part(Rehearsals).stop(),
    });
  }
}
