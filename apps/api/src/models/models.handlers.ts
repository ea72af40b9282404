import { Injectable } from '@nestjs/common';
import { ModelRegistry } from './model-registry.service.js';
import { ConsoleHandlerRegistry } from '../rooms/messages/console-handler-registry.js';

@Injectable()
export class ModelsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'model:activate': ({ room }, activate) => room.part(ModelRegistry).activate(activate),
      'model:threshold': ({ room }, change) => room.part(ModelRegistry).setThreshold(change),
      'model:note': ({ room }, change) => room.part(ModelRegistry).setNote(change),
      'model:try': ({ room, session }, trial) => room.part(ModelRegistry).try(session.member.id, trial),
      'model:inspect': ({ room }, inspect) => room.part(ModelRegistry).inspect(inspect),
    });
  }
}
