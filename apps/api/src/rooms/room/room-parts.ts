import type { Provider } from '@nestjs/common';
import type { PartType } from './room-part.js';
import { Rooms } from './rooms.js';

/** A provider that adds parts to every room. */
export function roomParts(...types: PartType[]): Provider {
  return {
    provide: Symbol(types.map(({ name }) => name).join(' ')),
    inject: [Rooms],
    useFactory: (rooms: Rooms) => {
      rooms.register(types);
      return types;
    },
  };
}
