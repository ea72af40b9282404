import { Injectable } from '@nestjs/common';
import { LabelQueue } from './label-queue.service.js';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';

@Injectable()
export class LabelQueueHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'queue:show': ({ room, session }) => room.part(LabelQueue).show(session.member),
      'queue:take': ({ room, session }, take) => room.part(LabelQueue).take(session.member, take),
      'queue:leave': ({ room, session }) => room.part(LabelQueue).leave(session.member),
      'casts:similar': ({ room }, similar) => room.part(LabelQueue).similar(similar),
    });
  }
}
