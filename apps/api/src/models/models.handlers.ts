import { Injectable } from '@nestjs/common';
import { ModelRegistry } from './model-registry.service.js';
import { ConsoleHandlers } from '../rooms/messages/console-handlers.js';

@Injectable()
export class ModelsHandlers {
  constructor(handlers: ConsoleHandlers) {
    handlers.register({
      'model:activate': ({ room }, activate) => room.part(ModelRegistry).activate(activate),
      'model:threshold': ({ room }, change) => room.part(ModelRegistry).setThreshold(change),
      'model:inspect': ({ room }, inspect) => room.part(ModelRegistry).inspect(inspect),
    });
  }
}
