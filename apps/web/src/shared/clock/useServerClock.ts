import { ServerClock, type Answer, type ClockReading } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

/** How long to wait for the first measurement before using the local clock, ms after the page has connected. */
const SETTLE_TIMEOUT_MS = 1_500;

/** Timeout of a clock request, ms: a slower answer would be too inaccurate. */
const REQUEST_TIMEOUT_MS = 5_000;

/** The server's clock as estimated by this page. */
export interface PageClock {
  /** Ms since 1970. */
  now(): number;
  /** The latest measurement; undefined before the first. */
  readonly reading: Readonly<ShallowRef<ClockReading | undefined>>;
  /** Whether `now` may be shown: measured, or the wait for a measurement timed out. */
  readonly settled: Readonly<ShallowRef<boolean>>;
}

/** The methods of a socket that the clock uses. */
interface ClockSocket {
  on(event: 'connect' | 'disconnect', listener: () => void): unknown;
  timeout(ms: number): {
    emitWithAck(event: 'clock:read', nothing: Record<string, never>): Promise<Answer<{ readonly at: number }>>;
  };
}

/**
 * Measures the server's clock over `socket` while the calling component is mounted (SPEC Z1).
 * @param onReading is called with each measurement, for example to report it
 */
export function useServerClock(
  socket: ClockSocket,
  onReading: (reading: ClockReading) => void = () => undefined,
): PageClock {
  const clock = new ServerClock(Date.now, () => performance.now());
  const reading = shallowRef<ClockReading>();
  const settled = shallowRef(false);
  socket.on('connect', () => {
    setTimeout(() => (settled.value = true), SETTLE_TIMEOUT_MS);
    clock.open({
      read: () => socket.timeout(REQUEST_TIMEOUT_MS).emitWithAck('clock:read', {}),
      report: (measured) => {
        reading.value = measured;
        settled.value = true;
        onReading(measured);
      },
    });
  });
  socket.on('disconnect', () => {
    clock.close();
  });
  onBeforeUnmount(() => {
    clock.close();
  });
  return { now: () => clock.serverNow(), reading, settled };
}
