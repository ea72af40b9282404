import { PROTOCOL_VERSION, isFailure, type ServerToStage, type StageToServer } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { UsageError } from '../../../cli/command.js';

/** A stage that only notes when it was shown each cast. */
export interface StageWatch {
  /** By the clock of `performance.now`. */
  shownAt(castId: string): number | undefined;
  leave(): void;
}

/** @throws UsageError where the server does not let the stage in */
export async function watchStage(url: string, token: string): Promise<StageWatch> {
  const socket: Socket<ServerToStage, StageToServer> = io(`${url}/stage`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { protocol: PROTOCOL_VERSION, token },
  });
  const shown = new Map<string, number>();
  socket.on('stage:frame', ({ results = [] }) => {
    const now = performance.now();
    for (const { castId } of results) shown.set(castId, now);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('stage:welcomed', () => {
      resolve();
    });
    socket.once('connect_error', (error: Error & { data?: unknown }) => {
      reject(new UsageError(`no stage: ${isFailure(error.data) ? error.data.message : error.message}`));
    });
  });
  return {
    shownAt: (castId) => shown.get(castId),
    leave: () => void socket.disconnect(),
  };
}
