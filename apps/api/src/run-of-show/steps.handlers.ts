import { Injectable } from '@nestjs/common';
import { StageReplay } from './stage-replay.service.js';
import { Steps } from './steps.service.js';
import { ConsoleHandlerRegistry } from '../rooms/messages/console-handler-registry.js';

@Injectable()
export class StepsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'step:add': ({ room }, add) => room.part(Steps).add(add),
      'step:edit': ({ room }, edit) => room.part(Steps).edit(edit),
      'step:move': ({ room }, move) => room.part(Steps).move(move),
      'step:remove': ({ room }, remove) => room.part(Steps).remove(remove),
      'step:restore': ({ room }, restore) => room.part(Steps).restore(restore),
      'steps:use': ({ room }, use) => room.part(Steps).use(use),
      'step:enter': ({ room }, enter) => room.part(Steps).enter(enter),
      'round:start': ({ room }, challenge) => room.part(Steps).startRound(challenge),
      'stage:replay': ({ room }) => room.part(StageReplay).replay(),
    });
  }
}
