import { Injectable } from '@nestjs/common';
import { Datasets } from './datasets.service.js';
import { ConsoleHandlers } from '../../rooms/messages/console-handlers.js';

@Injectable()
export class DatasetsHandlers {
  constructor(handlers: ConsoleHandlers) {
    handlers.register({
      'dataset:save': ({ room, session }, save) => room.part(Datasets).save(save, session.member.name),
      'dataset:list': ({ room }) => room.part(Datasets).count(),
      'dataset:remove': ({ room }, remove) => room.part(Datasets).remove(remove),
      'dataset:restore': ({ room }, restore) => room.part(Datasets).restore(restore),
    });
  }
}
