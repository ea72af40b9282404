import type { Vector } from '@wandcast/gesture';
import type { Orientation, Sample } from '@wandcast/protocol';
import { readonly, shallowRef, type DeepReadonly, type ShallowRef } from 'vue';
import { forgetSign, recallSign, rememberSign } from './sign-storage';
import { OrientationFinder } from './orientation-detector';
import { ownHand } from './handedness';
import { screenAngle } from './screen-angle';
import { pageStorage } from '../storage/local-storage';
import { askingWith, followed, type UprightStep } from './upright-hold';

export interface OrientationView {
  /** The step that asks for an upright hold; it is due where it is `asking`. */
  readonly step: DeepReadonly<ShallowRef<UprightStep>>;
  /** Takes the next reading of the sensor. */
  add(sample: Sample): void;
  /** How the phone is held: fixed at the start of a cast, so that turning the phone in its middle does not tear it. */
  now(): Orientation;
  /** Goes on without an upright hold: signs stay as the phone tells them, until a hold shows them by itself. */
  skip(): void;
  /** Asks for an upright hold once more, whatever was found out before. */
  again(): void;
}

/** How this phone is held: decided from gravity while nobody notices, or asked for; remembered, and checked again. */
export function useOrientation(): OrientationView {
  const remembered = recallSign(pageStorage());
  const finder = new OrientationFinder(remembered);
  const step = shallowRef<UprightStep>({ kind: remembered === null ? 'unasked' : 'known' });
  let seen: Vector | undefined;
  let kept = remembered;

  function keep(): void {
    const { flipped } = finder;
    if (flipped === null || flipped === kept) return;
    kept = flipped;
    rememberSign(pageStorage(), flipped);
  }

  return {
    step: readonly(step),
    add(sample) {
      const angle = screenAngle();
      const share = finder.add(sample, angle);
      keep();
      if (step.value.kind === 'known' || sample.gravity === undefined) return;
      if (finder.flipped !== null) {
        step.value = { kind: 'known' };
        return;
      }
      if (step.value.kind === 'skipped') return;
      seen = followed(seen, sample.gravity);
      step.value = askingWith(seen, angle, share);
    },
    now() {
      const held = finder.atStart(screenAngle());
      keep();
      return { ...held, hand: ownHand.value };
    },
    skip: () => (step.value = { kind: 'skipped' }),
    again() {
      finder.forget();
      kept = null;
      forgetSign(pageStorage());
      step.value = { kind: 'unasked' };
    },
  };
}
