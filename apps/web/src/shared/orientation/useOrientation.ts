import type { Vector } from '@wandcast/gesture';
import type { Orientation, Sample } from '@wandcast/protocol';
import { readonly, shallowRef, type DeepReadonly, type ShallowRef } from 'vue';
import { clearSign, loadSign, saveSign } from './sign-storage';
import { OrientationDetector } from './orientation-detector';
import { ownHand } from './handedness';
import { screenAngle } from './screen-angle';
import { pageStorage } from '../storage/local-storage';
import { askForHold, smoothGravity, type UprightStep } from './upright-hold';

export interface OrientationView {
  /** The step that asks for an upright hold. It is shown while its kind is `asking`. */
  readonly step: DeepReadonly<ShallowRef<UprightStep>>;
  /** Adds a sample of the sensor. */
  add(sample: Sample): void;
  /** The current orientation. Call it at the start of a cast; turning the phone during a cast must not change its axes. */
  now(): Orientation;
  /** Skips the upright hold. The signs stay as reported until a later hold determines them. */
  skip(): void;
  /** Discards the result and asks for an upright hold again. */
  restart(): void;
}

/** Detects how this phone is held, in the background or by asking the user, and stores the sign for the next visit. */
export function useOrientation(): OrientationView {
  const stored = loadSign(pageStorage());
  const detector = new OrientationDetector(stored);
  const step = shallowRef<UprightStep>({ kind: stored === null ? 'unasked' : 'known' });
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
        step.value = { kind: 'known' };
        return;
      }
      if (step.value.kind === 'skipped') return;
      gravity = smoothGravity(gravity, sample.gravity);
      step.value = askForHold(gravity, angle, share);
    },
    now() {
      const held = detector.atStart(screenAngle());
      save();
      return { ...held, hand: ownHand.value };
    },
    skip: () => (step.value = { kind: 'skipped' }),
    restart() {
      detector.reset();
      saved = null;
      clearSign(pageStorage());
      step.value = { kind: 'unasked' };
    },
  };
}
