import type { Vector } from '@wandcast/gesture';
import type { Orientation, Sample } from '@wandcast/protocol';
import { readonly, shallowRef, type DeepReadonly, type ShallowRef } from 'vue';
import { platformInvertsSigns } from './platform-signs';
import { clearSign, loadSign, saveSign } from './sign-storage';
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
  /** Skips the upright hold. The signs are those of the platform until a later hold determines them. */
  skip(): void;
  /** Discards the result and asks for an upright hold again. */
  restart(): void;
}

/**
 * Detects in the background how this phone is held, and stores the sign for the next visit. Until an upright hold has
 * shown the sign, the platform decides it, so nobody has to wait: recognition does not depend on the hold.
 */
export function useOrientation(): OrientationView {
  const stored = loadSign(pageStorage());
  const detector = new OrientationDetector(stored);
  const step = shallowRef<UprightStep>({ kind: stored === null ? 'unasked' : 'known' });
  const platformSign = platformInvertsSigns();
  let isRequested = false;
  let gravity: Vector | undefined;
  let saved = stored;

  function save(): void {
    const { flipped } = detector;
    if (flipped === null || flipped === saved) return;
    saved = flipped;
    saveSign(pageStorage(), flipped);
  }

  return {
    step: readonly(step),
    add(sample) {
      const angle = screenAngle();
      const share = detector.add(sample, angle);
      save();
      if (step.value.kind === 'known' || sample.gravity === undefined) return;
      if (detector.flipped !== null) {
        isRequested = false;
        step.value = { kind: 'known' };
        return;
      }
      if (!isRequested) return;
      gravity = smoothGravity(gravity, sample.gravity);
      step.value = askForHold(gravity, angle, share);
    },
    now() {
      const held = detector.atStart(screenAngle());
      save();
      return { ...held, flipped: held.flipped ?? platformSign, hand: ownHand.value };
    },
    skip() {
      isRequested = false;
      step.value = { kind: 'skipped' };
    },
    restart() {
      isRequested = true;
      detector.reset();
      saved = null;
      clearSign(pageStorage());
      step.value = { kind: 'unasked' };
    },
  };
}
