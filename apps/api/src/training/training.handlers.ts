import { Injectable } from '@nestjs/common';
import { Trainings } from './training.service.js';
import { ConsoleHandlerRegistry } from '../rooms/messages/console-handler-registry.js';

@Injectable()
export class TrainingHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'model:train': ({ room }, train) => room.part(Trainings).train(train),
      'training:cancel': ({ room }, cancel) => room.part(Trainings).cancel(cancel),
    });
  }
}
