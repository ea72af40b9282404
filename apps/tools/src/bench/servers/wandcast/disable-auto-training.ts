import { UsageError } from '../../../cli/usage-error.js';
import { signInAsOwner } from '../../../room-client/sign-in-as-owner.js';

/**
 * Signs in as the owner of a new server and disables training on the room's casts. One training run costs as much CPU
 * as thousands of casts and would distort the measurement.
 * @param token from the owner's link
 */
export async function disableAutoTraining(url: string, token: string): Promise<void> {
  const socket = await signInAsOwner(url, token);
  try {
    const answer = await socket.emitWithAck('room:learn', { learning: false });
    if (!answer.ok) throw new UsageError(answer.failure.message);
  } finally {
    socket.disconnect();
  }
}
