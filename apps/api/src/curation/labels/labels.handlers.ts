import { Injectable } from '@nestjs/common';
import { Labels } from './labels.service.js';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';

@Injectable()
export class LabelsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'casts:label': ({ room, session }, labels) => room.part(Labels).label(labels, session.member),
      'cast:comment': ({ room, session }, comment) => room.part(Labels).comment(comment, session.member),
    });
  }
}
