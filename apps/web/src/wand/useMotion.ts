import type { Sample } from '@wandcast/protocol';
import { onBeforeUnmount, readonly, shallowRef, type DeepReadonly, type ShallowRef } from 'vue';
import { isAlive, sampleOf } from './motion-sample';
import { RateMeter } from './rate-meter';

/**
 * `asleep`: the browser wants a tap before it asks the person. `silent`: a second went by without a reading that shows
 * a working sensor. `blocked`: the person or the phone said no.
 */
export type MotionState = 'off' | 'listening' | 'alive' | 'asleep' | 'silent' | 'blocked';

export interface Motion {
  readonly state: DeepReadonly<ShallowRef<MotionState>>;
  /** Readings a second, as they really come. */
  readonly rateHz: DeepReadonly<ShallowRef<number>>;
  /** Whether this browser asks the person before it tells of motion. */
  readonly mustAsk: boolean;
  /** Call synchronously in a tap: asks for permission where that exists, then listens. */
  wake(): void;
  /** Listens without asking: enough after a refresh on phones that remember. */
  listen(): void;
  /** The newest sample; its `t` is the event's own time, ms as performance.now(). */
  latest(): Sample | undefined;
  /** Calls `take` for every sample; `t` is the event's own time. @returns stop */
  onSample(take: (sample: Sample) => void): () => void;
}

/** How long a sensor may keep quiet before it counts as silent, ms. */
const SILENCE_MS = 1_000;

type Permission = () => Promise<'granted' | 'denied'>;

/** The phone's motion sensor. Samples come from `devicemotion` alone, each with its event's own time; never from a timer. */
export function useMotion(): Motion {
  const state = shallowRef<MotionState>('off');
  const rateHz = shallowRef(0);
  const meter = new RateMeter();
  const takers = new Set<(sample: Sample) => void>();
  const permission = requestPermission();
  let newest: Sample | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function take(event: DeviceMotionEvent): void {
    const sample = sampleOf(event, event.timeStamp);
    if (state.value !== 'alive') {
      if (!isAlive(sample)) return;
      clearTimeout(silence);
      state.value = 'alive';
    }
    newest = sample;
    rateHz.value = meter.add(sample.t);
    for (const taker of takers) taker(sample);
  }

  function listen(): void {
    if (state.value === 'alive') return;
    state.value = 'listening';
    window.addEventListener('devicemotion', take);
    clearTimeout(silence);
    silence = setTimeout(() => (state.value = 'silent'), SILENCE_MS);
  }

  onBeforeUnmount(() => {
    clearTimeout(silence);
    window.removeEventListener('devicemotion', take);
  });

  return {
    state: readonly(state),
    rateHz: readonly(rateHz),
    mustAsk: permission !== undefined,
    wake() {
      if (permission === undefined) {
        listen();
        return;
      }
      permission().then(
        (answer) => {
          if (answer === 'granted') listen();
          else state.value = 'blocked';
        },
        () => (state.value = 'asleep'), // no tap, no question, no answer
      );
    },
    listen,
    latest: () => newest,
    onSample(taker) {
      takers.add(taker);
      return () => takers.delete(taker);
    },
  };
}

/** Safari's question, since taken up by others: its presence says nothing of which browser this is. */
function requestPermission(): Permission | undefined {
  if (!('DeviceMotionEvent' in window)) return undefined;
  const asker = DeviceMotionEvent as unknown as { requestPermission?: Permission };
  return asker.requestPermission?.bind(DeviceMotionEvent);
}
