import type { ConsoleToServer, ServerToConsole } from '@wandcast/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { Room } from '../rooms/room/room.js';
import type { Session } from '../accounts/sessions/sessions.repository.js';

interface ConsoleData {
  /** The current session: its member's role may change while the console is connected. */
  session: Session;
  /** How often sessions had changed before this one was read. */
  sessionVersion: number;
  /** The room at the handshake. */
  room: Room;
}

export type ConsoleSocket = Socket<ConsoleToServer, ServerToConsole, DefaultEventsMap, ConsoleData>;
export type ConsoleNamespace = Namespace<ConsoleToServer, ServerToConsole, DefaultEventsMap, ConsoleData>;
