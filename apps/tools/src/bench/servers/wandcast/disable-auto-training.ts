import type { Answer } from '@wandcast/protocol';
import { UsageError } from '../../../cli/usage-error.js';
import { openSocket } from '../../../room-client/open-socket.js';

/**
 * Disables training on the room's casts. One training run costs as much CPU as thousands of casts and would distort the
 * measurement.
 * @param session of an owner  @throws UsageError
 */
export async function disableAutoTraining(url: string, session: string): Promise<void> {
  const { socket, welcomed } = openSocket(url, '/console', session);
  await welcomed;
  try {
    const answer = (await socket.emitWithAck('room:learn', { learning: false })) as Answer<boolean>;
    if (!answer.ok) throw new UsageError(answer.failure.message);
  } finally {
    socket.disconnect();
  }
}
