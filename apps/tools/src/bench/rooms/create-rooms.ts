import type { Answer, ListedRoom } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { UsageError } from '../../cli/usage-error.js';
import { openSocket } from '../../room-client/open-socket.js';

/** Creates so many rooms. @returns their ids  @throws UsageError if the server refuses one */
export async function createRooms(url: string, session: string, count: number): Promise<string[]> {
  const { socket, welcomed } = openSocket(url, '/console', session);
  await welcomed;
  try {
    const ids: string[] = [];
    for (let n = 1; n <= count; n++) {
      const untyped: Socket = socket;
      const answer = (await untyped.emitWithAck('room:create', {
        name: `Track ${n}`,
        from: null,
      })) as Answer<ListedRoom>;
      if (!answer.ok) throw new UsageError(`the Wandcast server refused a room: ${answer.failure.message}`);
      ids.push(answer.value.id);
    }
    return ids;
  } finally {
    socket.disconnect();
  }
}
