import {
  PROTOCOL_VERSION,
  isFailure,
  type ConsoleState,
  type ConsoleToServer,
  type ServerToConsole,
  type SpellHue,
} from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { UsageError } from '../cli/command.js';

const HUES: readonly SpellHue[] = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil'];

/**
 * Adds the spells of these names that the room's book lacks, as a moderator would.
 * @throws UsageError where the token is no moderator's key
 */
export async function createSpells(url: string, token: string, names: readonly string[]): Promise<void> {
  const socket: Socket<ServerToConsole, ConsoleToServer> = io(`${url}/console`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ackTimeout: 10_000,
    auth: { protocol: PROTOCOL_VERSION, token },
  });
  try {
    const state = await welcomed(socket);
    const known = new Set(state.spells.flatMap(({ id, name }) => [id as string, name]));
    const missing = [...new Set(names)].filter((name) => !known.has(name) && !known.has(name.toLowerCase()));
    for (const [i, name] of missing.entries()) {
      const spell = { name, hue: HUES[i % HUES.length] ?? 'ember', glyph: null };
      const answer = await socket.emitWithAck('spell:create', spell);
      if (!answer.ok) throw new UsageError(`"${name}" could not be added: ${answer.failure.message}`);
    }
  } finally {
    socket.disconnect();
  }
}

function welcomed(socket: Socket<ServerToConsole, ConsoleToServer>): Promise<ConsoleState> {
  return new Promise((resolve, reject) => {
    socket.once('console:welcomed', resolve);
    socket.once('connect_error', (error: Error & { data?: unknown }) => {
      reject(new UsageError(isFailure(error.data) ? error.data.message : `no server: ${error.message}`));
    });
  });
}
