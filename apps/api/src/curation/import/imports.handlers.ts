import { Injectable } from '@nestjs/common';
import { Imports } from './imports.service.js';
import { ConsoleHandlers } from '../../rooms/messages/console-handlers.js';

@Injectable()
export class ImportsHandlers {
  constructor(handlers: ConsoleHandlers) {
    handlers.register({
      'import:store': ({ room }, store) => room.part(Imports).store(store),
      'import:cancel': ({ room }, cancel) => room.part(Imports).cancel(cancel),
    });
  }
}
