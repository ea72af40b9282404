import { Injectable } from '@nestjs/common';
import { Trainings } from './training.service.js';
import { ConsoleHandlers } from '../rooms/messages/console-handlers.js';

@Injectable()
export class TrainingHandlers {
  constructor(handlers: ConsoleHandlers) {
    handlers.register({
      'model:train': ({ room }, train) => room.part(Trainings).train(train),
      'training:cancel': ({ room }, cancel) => room.part(Trainings).cancel(cancel),
    });
  }
}
