import { Injectable } from '@nestjs/common';
import { CastPictures } from './cast-pictures.service.js';
import { ConsoleHandlers } from '../../rooms/messages/console-handlers.js';

@Injectable()
export class ExplorerHandlers {
  constructor(handlers: ConsoleHandlers) {
    handlers.register({
      'casts:show': ({ room }, show) => room.part(CastPictures).show(show),
    });
  }
}
