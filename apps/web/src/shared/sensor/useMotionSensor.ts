import { channelsOf, type Sample } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type DeepReadonly, type ShallowRef } from 'vue';
import { isAlive, sampleOf } from './motion-sample';
import { noMotionReason, sensorsDenied, type Evidence, type NoMotionReason } from './no-motion-reason';
import { RateMeter } from './rate-meter';
import { useOrientation, type OrientationView } from '../orientation/useOrientation';

/**
 * `alive`: the sensor works. `asleep`: the browser requires a tap before it asks for permission. A {@link NoMotionReason}:
 * no valid reading arrived for a second, or permission was denied.
 */
type SensorState = 'off' | 'listening' | 'alive' | 'asleep' | NoMotionReason;

export interface MotionSensor {
  readonly state: DeepReadonly<ShallowRef<SensorState>>;
  /** Measured sample rate, Hz. */
  readonly rateHz: DeepReadonly<ShallowRef<number>>;
  /** Longest time between two recent samples, ms. */
  readonly maxGapMs: DeepReadonly<ShallowRef<number>>;
  /** How the phone is held. */
  readonly orientation: OrientationView;
  /** Whether this browser requires a permission for motion events. */
  readonly mustAsk: boolean;
  /** Whether `start` was called since the page was opened. */
  readonly asked: boolean;
  /** Requests permission if required, then listens. Must be called synchronously in a tap's event handler. */
  start(): void;
  /** Listens without requesting permission: enough after a reload if the phone remembers it. */
  listen(): void;
  /** The newest sample; `t` is the event's timestamp, ms like performance.now(). */
  latest(): Sample | undefined;
  /** Calls `listener` for every sample; `t` is the event's timestamp. @returns a function that removes the listener */
  onSample(listener: (sample: Sample) => void): () => void;
}

/** How long a sensor may send nothing before it counts as silent, ms. */
const SILENCE_MS = 1_000;
/** If a timer fires later than this, the page was suspended, ms. */
const LATE_MS = 200;

type PermissionRequest = () => Promise<'granted' | 'denied'>;

/** The phone's motion sensor. Every sample comes from a `devicemotion` event and has its timestamp. */
export function useMotionSensor(): MotionSensor {
  const state = shallowRef<SensorState>('off');
  const rateHz = shallowRef(0);
  const maxGapMs = shallowRef(0);
  const orientation = useOrientation();
  const meter = new RateMeter();
  const listeners = new Set<(sample: Sample) => void>();
  const requestPermission = permissionRequest();
  let newest: Sample | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let evidence: Evidence = 'nothing';
  let asked = false;

  function handle(event: DeviceMotionEvent): void {
    const sample = sampleOf(event, event.timeStamp);
    const alive = isAlive(sample);
    if (!alive) evidence = channelsOf(sample) === 0 ? 'empty' : 'zeros';
    if (state.value !== 'alive') {
      if (!alive) {
        if (state.value === 'silent') state.value = noMotionReason(evidence, false, true); // late, but more specific
        return;
      }
      state.value = 'alive';
    }
    if (alive) clearTimeout(silence);
    newest = sample;
    rateHz.value = meter.add(sample.t);
    maxGapMs.value = meter.maxGapMs;
    orientation.add(sample);
    for (const listener of listeners) listener(sample);
  }

  function listen(): void {
    if (state.value === 'alive') return;
    if (!('DeviceMotionEvent' in window)) {
      state.value = 'missing';
      return;
    }
    state.value = 'listening';
    window.removeEventListener('devicemotion', handle); // adding it again makes the browser look for its sensor again
    window.addEventListener('devicemotion', handle);
    expectReading();
  }

  /** Sets the state to the reason if no valid reading arrives within a second. */
  function expectReading(): void {
    evidence = 'nothing';
    clearTimeout(silence);
    const due = performance.now() + SILENCE_MS;
    silence = setTimeout(() => {
      if (performance.now() - due > LATE_MS) {
        expectReading(); // the page was suspended and received no events
        return;
      }
      const before = newest;
      void sensorsDenied(navigator.permissions).then((denied) => {
        if (newest === before) state.value = noMotionReason(evidence, denied, navigator.maxTouchPoints > 0);
      });
    }, SILENCE_MS);
  }

  /** Checks the sensor again, because the browser or a setting may have disabled it while the page was hidden. */
  function onVisible(): void {
    if (document.visibilityState === 'visible' && state.value === 'alive') expectReading();
  }

  document.addEventListener('visibilitychange', onVisible);
  onBeforeUnmount(() => {
    clearTimeout(silence);
    document.removeEventListener('visibilitychange', onVisible);
    window.removeEventListener('devicemotion', handle);
  });

  return {
    ...{ state, rateHz, maxGapMs, orientation },
    mustAsk: requestPermission !== undefined,
    get asked() {
      return asked;
    },
    start() {
      asked = true;
      if (requestPermission === undefined) {
        listen();
        return;
      }
      if (state.value === 'silent') state.value = 'listening'; // until the question is answered
      requestPermission().then(
        (answer) => {
          if (answer === 'granted') listen();
          else state.value = 'blocked';
        },
        () => (state.value = 'asleep'), // rejected, because there was no tap
      );
    },
    listen,
    latest: () => newest,
    onSample(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Safari's permission request. Other browsers have it too, so its presence does not identify Safari. */
function permissionRequest(): PermissionRequest | undefined {
  if (!('DeviceMotionEvent' in window)) return undefined;
  const event = DeviceMotionEvent as unknown as { requestPermission?: PermissionRequest };
  return event.requestPermission?.bind(DeviceMotionEvent);
}
