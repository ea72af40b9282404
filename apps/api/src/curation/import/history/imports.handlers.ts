import { Injectable } from '@nestjs/common';
import { ImportHistory } from './import-history.js';
import { Imports } from '../imports.service.js';
import { ConsoleHandlerRegistry } from '../../../rooms/messages/console-handler-registry.js';

@Injectable()
export class ImportsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'import:store': ({ room }, store) => room.part(Imports).store(store),
      'import:list': ({ room }) => room.part(ImportHistory).list(),
      'import:remove': ({ room, session }, remove) => room.part(ImportHistory).remove(remove, session.member.name),
      'import:restore': ({ room }, restore) => room.part(ImportHistory).restore(restore),
      'import:cancel': ({ room }, cancel) => room.part(Imports).cancel(cancel),
    });
  }
}
