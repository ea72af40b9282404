import { Injectable } from '@nestjs/common';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';
import { CastCuts } from './cast-cuts.service.js';

@Injectable()
export class CastCutsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'cast:trim': ({ room }, trim) => room.part(CastCuts).trim(trim),
      'cast:split': ({ room }, split) => room.part(CastCuts).split(split),
      'cast:restore': ({ room }, restore) => room.part(CastCuts).restore(restore),
    });
  }
}
