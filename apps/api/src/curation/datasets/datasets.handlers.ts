import { Injectable } from '@nestjs/common';
import { Datasets } from './datasets.service.js';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';

@Injectable()
export class DatasetsHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'dataset:save': ({ room, session }, save) => room.part(Datasets).save(save, session.member.name),
      'dataset:list': ({ room }) => room.part(Datasets).recount(),
      'dataset:remove': ({ room }, remove) => room.part(Datasets).remove(remove),
      'dataset:restore': ({ room }, restore) => room.part(Datasets).restore(restore),
    });
  }
}
