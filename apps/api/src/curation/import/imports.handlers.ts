import { Injectable } from '@nestjs/common';
import { Imports } from './imports.service.js';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';

@Injectable()
export class ImportsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'import:store': ({ room }, store) => room.part(Imports).store(store),
      'import:cancel': ({ room }, cancel) => room.part(Imports).cancel(cancel),
    });
  }
}
