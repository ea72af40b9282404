import type { ServerToStage, StageSnapshot, StageToServer } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { openSocket } from '../../../room-client/open-socket.js';

/** A stage that only records when each cast appears, and how many people there are. */
interface StageWatch {
  /** When a cast appeared, on the clock of `performance.now`. */
  shownAt(castId: string): number | undefined;
  /** Connected wands. */
  people(): number;
  leave(): void;
}

/** @throws UsageError if the server refuses the stage */
export async function watchStage(url: string, token: string): Promise<StageWatch> {
  const { socket: untyped, welcomed } = openSocket(url, '/stage', token);
  const socket: Socket<ServerToStage, StageToServer> = untyped;
  const shown = new Map<string, number>();
  let people = 0;
  socket.on('stage:frame', ({ results = [], counts }) => {
    const now = performance.now();
    people = counts?.wands ?? people;
    for (const { castId } of results) shown.set(castId, now);
  });
  people = ((await welcomed) as StageSnapshot).counts.wands;
  return {
    people: () => people,
    shownAt: (castId) => shown.get(castId),
    leave: () => void socket.disconnect(),
  };
}
