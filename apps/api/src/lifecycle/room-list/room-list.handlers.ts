import { Injectable } from '@nestjs/common';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';
import { RoomList } from './room-list.service.js';

@Injectable()
export class RoomListHandlers {
  constructor(handlers: ConsoleHandlerRegistry, rooms: RoomList) {
    handlers.register({
      'room:list': ({ session: { member } }, page) => rooms.page(member, page),
      'room:create': ({ room }, create) => rooms.create(room, create),
      'room:rename': ({ room }, rename) => rooms.rename(room, rename),
      'room:archive': ({ room }, archive) => rooms.archive(room, archive),
      'room:restore': ({ room }, restore) => rooms.restore(room, restore),
    });
  }
}
