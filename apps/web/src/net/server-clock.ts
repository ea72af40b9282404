import { ClockMeter, type Ack, type ClockReading } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

/** Asked this often, ms: a clock that drifts is off by less than a frame in between. */
const EVERY_MS = 15_000;

/** Questions in a row at a new connection: the first often pays for what comes along with a welcome. */
const AT_ONCE = 3;

/** Without an answer for so long one's own clock must do, ms. */
const PATIENCE_MS = 1_500;

export interface ServerClock {
  /** Ms since 1970 by the server's clock, as far as it is known. */
  now(): number;
  /** What was measured; undefined before the first answer. */
  readonly reading: Readonly<ShallowRef<ClockReading | undefined>>;
  /** Whether `now` may be shown: measured, or waited for long enough. */
  readonly settled: Readonly<ShallowRef<boolean>>;
}

/** What it needs of a socket, whatever else crosses it. */
interface Asking {
  readonly connected: boolean;
  on(event: 'connect', listener: () => void): unknown;
  emit(event: 'clock:read', nothing: Record<string, never>, ack: Ack<{ readonly at: number }>): unknown;
  emit(event: 'clock:tell', reading: ClockReading): unknown;
}

/** One's own clock, ms since 1970: one that nobody can set while the page is open. */
const ownTime = (): number => performance.timeOrigin + performance.now();

/** Measures the server's clock over `socket` for as long as the calling component lives, and tells what it measured (rule Z1). */
export function useServerClock(socket: Asking): ServerClock {
  const meter = new ClockMeter();
  const reading = shallowRef<ClockReading>();
  const settled = shallowRef(false);

  function ask(more: number): void {
    if (!socket.connected) return; // socket.io would keep the question, and its age would count as delay
    const askedAt = ownTime();
    socket.emit('clock:read', {}, (answer) => {
      if (!answer.ok) return;
      meter.add(askedAt, answer.value.at, ownTime());
      reading.value = meter.reading;
      settled.value = true;
      if (more > 0) ask(more - 1);
      else if (reading.value !== undefined) socket.emit('clock:tell', reading.value);
    });
  }
  socket.on('connect', () => {
    meter.forget(); // another server may answer
    ask(AT_ONCE - 1);
  });
  const timer = setInterval(() => {
    ask(0);
  }, EVERY_MS);
  const patience = setTimeout(() => (settled.value = true), PATIENCE_MS);
  onBeforeUnmount(() => {
    clearInterval(timer);
    clearTimeout(patience);
  });
  return { now: () => ownTime() + (reading.value?.offsetMs ?? 0), reading, settled };
}
