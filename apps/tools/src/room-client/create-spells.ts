import type { ConsoleState, ConsoleToServer, ServerToConsole } from '@wandcast/protocol';
import { spellHues } from '@wandcast/protocol/schemas';
import type { Socket } from 'socket.io-client';
import { UsageError } from '../cli/usage-error.js';
import { openSocket } from './open-socket.js';

/**
 * Adds the named spells that are missing from the room's spellbook, with a moderator's token.
 * @throws UsageError if the token is not a moderator's, or a spell is refused
 */
export async function createSpells(url: string, token: string, names: readonly string[]): Promise<void> {
  const opened = openSocket(url, '/console', token);
  const socket: Socket<ServerToConsole, ConsoleToServer> = opened.socket;
  try {
    const state = (await opened.welcomed) as ConsoleState;
    const known = new Set(state.spells.flatMap(({ id, name }) => [id as string, name]));
    const missing = [...new Set(names)].filter((name) => !known.has(name) && !known.has(name.toLowerCase()));
    for (const [i, name] of missing.entries()) {
      const spell = { name, hue: spellHues[i % spellHues.length] ?? 'ember', glyph: null };
      const answer = await socket.emitWithAck('spell:create', spell);
      if (!answer.ok) throw new UsageError(`"${name}" could not be added: ${answer.failure.message}`);
    }
  } finally {
    socket.disconnect();
  }
}
