import { ClockMeter, type Answer, type ClockReading } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

/** The server's clock, as well as this page can tell. */
export interface ServerClock {
  /** Undefined before the first measurement. */
  readonly reading: Readonly<ShallowRef<ClockReading | undefined>>;
  /** Ms since 1970. */
  now(): number;
  /** Measures it anew: another server may answer. */
  meet(): void;
}

/** Readings at each meeting: one of three is quick enough on a busy network. */
const FIRST = 3;
/** Between readings after that, ms: a laptop's clock drifts by less than a millisecond meanwhile. */
const AGAIN_MS = 20_000;

/** Measures the server's clock whenever it is met, and now and then after it. */
export function useServerClock(read: () => Promise<Answer<{ readonly at: number }>>): ServerClock {
  const meter = new ClockMeter();
  const reading = shallowRef<ClockReading>();
  async function measure(times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      const askedAt = ownNow();
      const answer = await read();
      if (!answer.ok) return;
      meter.add(askedAt, answer.value.at, ownNow());
      reading.value = meter.reading;
    }
  }
  /** What is not answered is asked again: by the next turn, or when it is met again. */
  const tryTo = (times: number): void => void measure(times).catch(() => undefined);

  const timer = setInterval(tryTo, AGAIN_MS, 1);
  onBeforeUnmount(() => {
    clearInterval(timer);
  });
  return {
    reading,
    now: () => ownNow() + (reading.value?.offsetMs ?? 0),
    meet: () => {
      meter.forget();
      tryTo(FIRST);
    },
  };
}

/** Ms since 1970 by a clock that nobody sets while the page is open. */
function ownNow(): number {
  return performance.timeOrigin + performance.now();
}
