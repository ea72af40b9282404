import { Injectable } from '@nestjs/common';
import { ConsoleHandlerRegistry } from '../../rooms/messages/console-handler-registry.js';
import { RoomList } from './room-list.service.js';

@Injectable()
export class RoomListHandlers {
  constructor(handlers: ConsoleHandlerRegistry, rooms: RoomList) {
    handlers.register({
      'room:list': ({ session: { member } }, page) => rooms.page(page, member.role === null ? member.rooms : undefined),
      'room:create': ({ room }, create) => rooms.create(room, create),
      'room:rename': (_, rename) => rooms.rename(rename),
      'room:archive': (_, archive) => rooms.archive(archive),
      'room:restore': (_, restore) => rooms.restore(restore),
    });
  }
}
