import { handFrameMovement } from './hand-frame.js';
import { integrate } from './integration.js';
import { motionOf } from '../signal/motion.js';
import { pitchOf, pitched } from './pitch-alignment.js';
import { resampledAxes, resampling } from '../signal/resample.js';
import { scaleBySd, scaledByRms } from './scaling.js';
import type { Axes, Signal } from '../signal/signal.js';
import { STEPS } from './movement-format.js';
import { periodicityOf } from './periodicity.js';
import { spectraOf, spectralWindow, ticksIn, type Spectra } from './spectra.js';
import { trackedFrame, type TrackedFrame } from '../signal/tracked-frame.js';
import { trim, type TimeWindow } from '../signal/trim.js';

export { STEPS, PREPROCESSING_VERSION } from './movement-format.js';
export { motionOf } from '../signal/motion.js';
export { pitchAlign, pitchOf } from './pitch-alignment.js';

/** A cast resampled for all later steps: 3 x STEPS per sensor, channel-major [x..., y..., z...]. */
export interface Movement {
  /** Without gravity, m/s^2. */
  readonly acceleration: Float32Array;
  /** Rotation rate, degrees/s; undefined if the phone has no gyroscope. */
  readonly rotation: Float32Array | undefined;
  /** On request. */
  readonly spectra?: Spectra | undefined;
}

/**
 * Removes gravity, trims to the movement and resamples to STEPS equal steps. An empty signal gives zeros.
 * @param options `spectra` also computes the {@link Spectra}
 */
export function movementOf(signal: Signal, { spectra = false } = {}): Movement {
  const motion = motionOf(signal);
  const window = trim(signal.t, motion);
  const frame = trackedFrame(signal, motion);
  const movement = movementDuring(signal, motion, window, frame);
  return spectra ? { ...movement, spectra: spectraOf(inRealTime(signal, motion, window, frame)) } : movement;
}

/** How periodic the movement of a cast is; see {@link periodicityOf}. */
export function periodicity(signal: Signal): number {
  const motion = motionOf(signal);
  return periodicityOf(inRealTime(signal, motion, trim(signal.t, motion), trackedFrame(signal, motion)));
}

/** The movement at TICK_HZ, as long as it lasts, or its first 6 s. */
function inRealTime(signal: Signal, motion: Axes, window: TimeWindow, frame: TrackedFrame): Movement {
  const beginning = spectralWindow(window);
  return movementDuring(signal, motion, beginning, frame, ticksIn(beginning));
}

/**
 * Resamples a part of a recording to STEPS (or `count`) equal steps: in the axes of the person ({@link handFrameMovement}) if the
 * phone reports gravity, else in those of the phone.
 * @param motion without gravity, m/s^2
 * @param frame of the signal
 */
export function movementDuring(
  signal: Signal,
  motion: Axes,
  window: TimeWindow,
  frame: TrackedFrame,
  count = STEPS,
): Movement {
  const inHandFrame = handFrameMovement(signal, motion, window, count, frame);
  if (inHandFrame !== undefined) return inHandFrame;
  const plan = resampling(signal.t, window, count);
  return {
    acceleration: resampledAxes(plan, motion),
    rotation: signal.rotation && resampledAxes(plan, signal.rotation),
  };
}

/** Rotates both sensors about x by the angle of {@link pitchAlign}, which removes the phone's pitch. */
export function leveled({ acceleration, rotation }: Movement): Movement {
  const pitch = pitchOf(acceleration);
  return { acceleration: pitched(acceleration, pitch), rotation: rotation && pitched(rotation, pitch) };
}

/** The acceleration of {@link movementOf}: 3 x STEPS, channel-major, m/s^2. */
export function prepare(signal: Signal): Float32Array {
  return movementOf(signal).acceleration;
}

/**
 * Recognizer input of a prepared cast: acceleration, velocity and position, scale-free. The first block has a root mean
 * square of 1, the others a standard deviation of 1, over their three axes.
 * @param prepared 3 x STEPS
 * @returns 9 x STEPS, channel-major: ax ay az vx vy vz px py pz
 */
export function channels(prepared: Float32Array): Float32Array {
  const acceleration = scaledByRms(prepared);
  const { velocity, position } = integrate(acceleration);
  const all = new Float32Array(9 * STEPS);
  all.set(acceleration, 0);
  all.set(scaleBySd(velocity), 3 * STEPS);
  all.set(scaleBySd(position), 6 * STEPS);
  return all;
}
