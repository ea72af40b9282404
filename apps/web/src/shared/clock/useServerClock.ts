import { ServerClock, type Answer, type ClockReading } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

/** Without an answer for so long one's own clock must do, ms. */
const PATIENCE_MS = 1_500;

/** An answer that takes longer says nothing of the time, ms. */
const ANSWER_MS = 5_000;

/** The server's clock, as well as this page can tell. */
export interface PageClock {
  /** Ms since 1970. */
  now(): number;
  /** What was measured; undefined before the first answers. */
  readonly reading: Readonly<ShallowRef<ClockReading | undefined>>;
  /** Whether `now` may be shown: measured, or waited for long enough. */
  readonly settled: Readonly<ShallowRef<boolean>>;
}

/** What it needs of a socket, whatever else crosses it. */
interface Asking {
  on(event: 'connect' | 'disconnect', listener: () => void): unknown;
  timeout(ms: number): {
    emitWithAck(event: 'clock:read', nothing: Record<string, never>): Promise<Answer<{ readonly at: number }>>;
  };
}

/**
 * Measures the server's clock over `socket` for as long as the calling component lives (SPEC Z1).
 * @param told is told what was measured: a stage passes it on
 */
export function useServerClock(socket: Asking, told: (reading: ClockReading) => void = () => undefined): PageClock {
  const clock = new ServerClock(Date.now, () => performance.now());
  const reading = shallowRef<ClockReading>();
  const settled = shallowRef(false);
  socket.on('connect', () => {
    clock.open({
      read: () => socket.timeout(ANSWER_MS).emitWithAck('clock:read', {}),
      tell: (measured) => {
        reading.value = measured;
        settled.value = true;
        told(measured);
      },
    });
  });
  socket.on('disconnect', () => {
    clock.close();
  });
  const patience = setTimeout(() => (settled.value = true), PATIENCE_MS);
  onBeforeUnmount(() => {
    clock.close();
    clearTimeout(patience);
  });
  return { now: () => clock.serverNow(), reading, settled };
}
