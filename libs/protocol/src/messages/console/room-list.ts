import { z } from 'zod';
import type { ListedRoom, RoomPage } from '../../snapshots/rooms.js';
import { text } from '../../schemas/text.js';
import { MAX_ROOMS_LISTED } from '../../vocabulary/limits.js';
import { defineMessage, wireType } from '../../definition/define-message.js';

const roomId = z.uuid().toLowerCase();
const name = text({ min: 1, max: 60 });

export const roomList = defineMessage({
  name: 'room:list',
  schema: z.strictObject({
    archived: z.boolean(),
    after: roomId.nullable(),
    limit: z.int().min(1).max(MAX_ROOMS_LISTED),
  }),
  answer: wireType<RoomPage>('RoomPage'),
  role: 'viewer',
  about:
    'Lists the rooms that the member may act in, or the archived ones, oldest first; `after` is the last one of the previous page.',
});

export const roomCreate = defineMessage({
  name: 'room:create',
  schema: z.strictObject({ name, from: roomId.nullable() }),
  answer: wireType<ListedRoom>('ListedRoom'),
  role: 'owner',
  about:
    'Creates a room, and its first event with a new code. It copies spellbook, model and run of show of the room `from`.',
});

export const roomRename = defineMessage({
  name: 'room:rename',
  schema: z.strictObject({ roomId, name }),
  answer: wireType<ListedRoom>('ListedRoom'),
  role: 'owner',
  about: 'Renames a room. Its events keep their titles.',
});

export const roomArchive = defineMessage({
  name: 'room:archive',
  schema: z.strictObject({ roomId }),
  answer: wireType<ListedRoom>('ListedRoom'),
  role: 'owner',
  about: 'Archives a room with all its events: nobody new can join. The last room stays.',
});

export const roomRestore = defineMessage({
  name: 'room:restore',
  schema: z.strictObject({ roomId }),
  answer: wireType<ListedRoom>('ListedRoom'),
  role: 'owner',
  about: 'Restores an archived room.',
});
