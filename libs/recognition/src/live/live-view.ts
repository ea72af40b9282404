import {
  leveled,
  magnitude,
  motionOf,
  movementDuring,
  pitchOf,
  selected,
  trackedFrame,
  withoutRotation,
  type Axes,
  type Signal,
} from '@wandcast/gesture';
import { liveInput, pitchedInput } from './live-input.js';
import { toStartAxes, type PartialMovement } from './live-axes.js';

/** The movement has begun once the acceleration exceeds this share of its 95th percentile, as in `trim`. */
const MOVING = 0.2;
/** Kept before that, ms: the soft start of the movement. */
const MARGIN_MS = 50;

/** A movement and its network input, which both networks share. */
export interface SeenMovement {
  readonly partial: PartialMovement;
  readonly input: Float32Array;
  readonly readsRotation: boolean;
}

/** How a network sees the phone's axes. */
export interface LiveView {
  /** Name of the network in stored artifacts. */
  readonly name: string;
  readonly align: (partial: PartialMovement) => PartialMovement;
  /** Network input of an aligned movement, from the input of the movement as it is. */
  readonly inputOf: (seen: SeenMovement) => Float32Array;
}

/** Leveled: independent of the phone's pitch. */
export const levelView: LiveView = {
  name: 'live',
  align: (partial) => ({ ...partial, ...leveled(partial) }),
  inputOf: ({ partial, input }) => pitchedInput(input, pitchOf(partial.acceleration)),
};
/** In axes that do not turn with the phone. */
export const startView: LiveView = {
  name: 'live-start',
  align: toStartAxes,
  inputOf({ partial, input, readsRotation }) {
    const straight = toStartAxes(partial);
    return straight === partial ? input : liveInput(straight, readsRotation);
  },
};

/** Reads a signal for both networks. */
export function seenMovement(signal: Signal, readsRotation: boolean): SeenMovement {
  // A network trained without rotation rates must not read them.
  const partial = partialMovementOf(readsRotation ? signal : withoutRotation(signal));
  return { partial, input: liveInput(partial, readsRotation), readsRotation };
}

/**
 * The movement from its start to the last sample in STEPS equal steps. Only the start is trimmed: a cast in progress
 * does not end at rest, and a pause may be a corner.
 */
export function partialMovementOf(signal: Signal): PartialMovement {
  const { t } = signal;
  const motion = motionOf(signal);
  const to = t[t.length - 1] ?? 0;
  const from = startOf(t, motion);
  const frame = trackedFrame(signal, motion);
  const movement = movementDuring(signal, motion, { from, to }, frame);
  return { ...movement, isTracked: frame.up !== undefined, seconds: (to - from) / 1000 };
}

/** When the hand starts to move, ms; uses only the samples so far. */
function startOf(t: Float32Array, motion: Axes): number {
  const strength = magnitude(motion);
  const threshold = MOVING * (selected(strength.slice(), Math.floor(0.95 * (strength.length - 1))) ?? 0);
  let first = 0;
  while (first < strength.length && !((strength[first] ?? 0) > threshold)) first++;
  const start = t[0] ?? 0;
  return Math.max(start, (t[first] ?? start) - MARGIN_MS);
}
