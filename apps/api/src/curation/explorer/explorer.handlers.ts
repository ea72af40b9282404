import { Injectable } from '@nestjs/common';
import { CastPictures } from './cast-pictures.service.js';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';

@Injectable()
export class ExplorerHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'casts:show': ({ room }, show) => room.part(CastPictures).show(show),
    });
  }
}
