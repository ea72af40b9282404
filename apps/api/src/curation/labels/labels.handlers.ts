import { Injectable } from '@nestjs/common';
import { Labels } from './labels.service.js';
import { ConsoleHandlers } from '../../rooms/messages/console-handlers.js';

@Injectable()
export class LabelsHandlers {
  constructor(handlers: ConsoleHandlers) {
    handlers.register({
      'casts:label': ({ room, session }, labels) => room.part(Labels).label(labels, session.member),
    });
  }
}
