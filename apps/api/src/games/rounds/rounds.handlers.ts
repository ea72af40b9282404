import { Injectable } from '@nestjs/common';
import { Rounds } from './rounds.service.js';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';

/** `round:start` is in `run-of-show/steps.handlers.ts`, because it also shows the round and links it to its step. */
@Injectable()
export class RoundsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'round:pause': ({ room }, pause) => room.part(Rounds).pause(pause),
      'round:resume': ({ room }, resume) => room.part(Rounds).resume(resume),
      'round:extend': ({ room }, extend) => room.part(Rounds).extend(extend),
      'round:end': ({ room }, end) => room.part(Rounds).end(end),
      'round:undo': ({ room }, undo) => room.part(Rounds).undo(undo),
      'round:redo': ({ room }, redo) => room.part(Rounds).redo(redo),
    });
  }
}
