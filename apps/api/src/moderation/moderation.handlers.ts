import { Injectable } from '@nestjs/common';
import { Moderation } from './moderation.service.js';
import { ConsoleHandlerRegistry } from '../rooms/messages/console-handler-registry.js';

@Injectable()
export class ModerationHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'participants:list': ({ room }, page) => room.part(Moderation).list(page),
      'participant:rename': ({ room }, rename) => room.part(Moderation).rename(rename),
      'participant:hide': ({ room }, hide) => room.part(Moderation).hide(hide),
      'participant:remove': ({ room }, remove) => room.part(Moderation).remove(remove),
      'participant:readmit': ({ room }, readmit) => room.part(Moderation).readmit(readmit),
    });
  }
}
