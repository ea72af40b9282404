import type { ServerToStage, StageToServer } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { openSocket } from '../../../room-client/open-socket.js';

/** A stage that only records when each cast appears. */
interface StageWatch {
  /** When a cast appeared, on the clock of `performance.now`. */
  shownAt(castId: string): number | undefined;
  leave(): void;
}

/** @throws UsageError if the server refuses the stage */
export async function watchStage(url: string, token: string): Promise<StageWatch> {
  const { socket: untyped, welcomed } = openSocket(url, '/stage', token);
  const socket: Socket<ServerToStage, StageToServer> = untyped;
  const shown = new Map<string, number>();
  socket.on('stage:frame', ({ results = [] }) => {
    const now = performance.now();
    for (const { castId } of results) shown.set(castId, now);
  });
  await welcomed;
  return {
    shownAt: (castId) => shown.get(castId),
    leave: () => void socket.disconnect(),
  };
}
