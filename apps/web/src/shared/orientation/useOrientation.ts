import type { Vector } from '@wandcast/gesture';
import type { Orientation, Sample } from '@wandcast/protocol';
import { readonly, shallowRef, type DeepReadonly, type ShallowRef } from 'vue';
import { platformInvertsSigns } from './platform-signs';
import { loadSign, saveSign } from './sign-storage';
import { OrientationDetector } from './orientation-detector';
import { ownHand } from './handedness';
import { screenAngle } from './screen-angle';
import { pageStorage } from '../storage/local-storage';
import { askForHold, smoothGravity, type UprightStep } from './upright-hold';

export interface OrientationView {
  /** The step that asks for an upright hold. Only {@link OrientationView.restart} makes it ask. */
  readonly step: DeepReadonly<ShallowRef<UprightStep>>;
  /** Adds a sample of the sensor. */
  add(sample: Sample): void;
  /** The current orientation. Call it at the start of a cast; turning the phone during a cast must not change its axes. */
  now(): Orientation;
  /** Asks for an upright hold, which determines the sign. */
  restart(): void;
  /** Stops asking. The sign stays as it was. */
  cancel(): void;
}

/**
 * Detects in the background how this phone is held. The platform decides its sign; only an upright hold on request may
 * overrule it, and is stored for the next visit.
 */
export function useOrientation(): OrientationView {
  const storage = pageStorage();
  const detector = new OrientationDetector(loadSign(storage) ?? platformInvertsSigns());
  const step = shallowRef<UprightStep>({ kind: 'unasked' });
  let gravity: Vector | undefined;

  return {
    step: readonly(step),
    add(sample) {
      const angle = screenAngle();
      const wasAsked = detector.isAsked();
      const share = detector.add(sample, angle);
      if (!wasAsked || sample.gravity === undefined) return;
      if (!detector.isAsked()) {
        saveSign(storage, detector.flipped);
        step.value = { kind: 'known' };
        return;
      }
      gravity = smoothGravity(gravity, sample.gravity);
      step.value = askForHold(gravity, angle, share);
    },
    now: () => ({ ...detector.atStart(screenAngle()), hand: ownHand.value }),
    restart() {
      detector.reset();
      step.value = { kind: 'unasked' };
    },
    cancel() {
      detector.cancel();
      step.value = { kind: 'unasked' };
    },
  };
}
