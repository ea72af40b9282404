import { channelsOf, type Sample } from '@wandcast/protocol';
import { onBeforeUnmount, readonly, shallowRef, type DeepReadonly, type ShallowRef } from 'vue';
import { isAlive, sampleOf } from './motion-sample';
import { noMotion, sensorsDenied, type Evidence, type NoMotion } from './no-motion-reason';
import { RateMeter } from './rate-meter';
import { useOrientation, type OrientationView } from '../orientation/useOrientation';

/**
 * `asleep`: the browser wants a tap before it asks the person. The last four: a second went by without a reading that
 * shows a working sensor, or the person said no; see motion-verdict.ts.
 */
export type MotionState = 'off' | 'listening' | 'alive' | 'asleep' | NoMotion;

export interface Motion {
  readonly state: DeepReadonly<ShallowRef<MotionState>>;
  /** Readings a second, as they really come. */
  readonly rateHz: DeepReadonly<ShallowRef<number>>;
  /** Longest time between two of the last readings, ms. */
  readonly maxGapMs: DeepReadonly<ShallowRef<number>>;
  /** How the phone is held. */
  readonly orientation: OrientationView;
  /** Whether this browser asks the person before it tells of motion. */
  readonly mustAsk: boolean;
  /** Whether a tap has asked since the page was opened. */
  readonly asked: boolean;
  /** Call synchronously in a tap: asks for permission where that exists, then listens. */
  wake(): void;
  /** Listens without asking: enough after a refresh on phones that remember. */
  listen(): void;
  /** The newest sample; its `t` is the event's own time, ms as performance.now(). */
  latest(): Sample | undefined;
  /** Calls `take` for every sample as the phone tells it; `t` is the event's own time. @returns stop */
  onSample(take: (sample: Sample) => void): () => void;
}

/** How long a sensor may keep quiet before it counts as silent, ms. */
const SILENCE_MS = 1_000;
/** A timer that comes later than this is that of a page that stood still, ms. */
const LATE_MS = 200;

type Permission = () => Promise<'granted' | 'denied'>;

/** The phone's motion sensor. Samples come from `devicemotion` alone, each with its event's own time; never from a timer. */
export function useMotionSensor(): Motion {
  const state = shallowRef<MotionState>('off');
  const rateHz = shallowRef(0);
  const maxGapMs = shallowRef(0);
  const orientation = useOrientation();
  const meter = new RateMeter();
  const takers = new Set<(sample: Sample) => void>();
  const permission = requestPermission();
  let newest: Sample | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let evidence: Evidence = 'nothing';
  let asked = false;

  function take(event: DeviceMotionEvent): void {
    const sample = sampleOf(event, event.timeStamp);
    const alive = isAlive(sample);
    if (!alive) evidence = channelsOf(sample) === 0 ? 'empty' : 'zeros';
    if (state.value !== 'alive') {
      if (!alive) {
        if (state.value === 'silent') state.value = noMotion(evidence, false, true); // it came late, and says more
        return;
      }
      state.value = 'alive';
    }
    if (alive) clearTimeout(silence);
    newest = sample;
    rateHz.value = meter.add(sample.t);
    maxGapMs.value = meter.maxGapMs;
    orientation.add(sample);
    for (const taker of takers) taker(sample);
  }

  function listen(): void {
    if (state.value === 'alive') return;
    if (!('DeviceMotionEvent' in window)) {
      state.value = 'missing';
      return;
    }
    state.value = 'listening';
    window.removeEventListener('devicemotion', take); // a new listener makes the browser look for its sensor again
    window.addEventListener('devicemotion', take);
    expectReading();
  }

  /** Says why there is none, where a second goes by without a reading. */
  function expectReading(): void {
    evidence = 'nothing';
    clearTimeout(silence);
    const due = performance.now() + SILENCE_MS;
    silence = setTimeout(() => {
      if (performance.now() - due > LATE_MS) {
        expectReading(); // the page stood still, and heard nothing of what the sensor told meanwhile
        return;
      }
      const before = newest;
      void sensorsDenied(navigator.permissions).then((denied) => {
        if (newest === before) state.value = noMotion(evidence, denied, navigator.maxTouchPoints > 0);
      });
    }, SILENCE_MS);
  }

  /** While the page was hidden, the browser or a setting may have taken the sensor away. */
  function seen(): void {
    if (document.visibilityState === 'visible' && state.value === 'alive') expectReading();
  }

  document.addEventListener('visibilitychange', seen);
  onBeforeUnmount(() => {
    clearTimeout(silence);
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('devicemotion', take);
  });

  return {
    state: readonly(state),
    rateHz: readonly(rateHz),
    maxGapMs: readonly(maxGapMs),
    orientation,
    mustAsk: permission !== undefined,
    get asked() {
      return asked;
    },
    wake() {
      asked = true;
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

/** Safari's permission request. Other browsers have it too, so its presence does not identify Safari. */
function requestPermission(): Permission | undefined {
  if (!('DeviceMotionEvent' in window)) return undefined;
  const asker = DeviceMotionEvent as unknown as { requestPermission?: Permission };
  return asker.requestPermission?.bind(DeviceMotionEvent);
}
