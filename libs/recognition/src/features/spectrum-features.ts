import { SPECTRUM_CHANNELS, STEPS, scaledByRms, type Movement } from '@wandcast/gesture';
import { once } from './once.js';

/** Values in one block: SPECTRUM_CHANNELS over frequencies. */
export const SPECTRUM_BLOCK = SPECTRUM_CHANNELS * STEPS;

/** How fast frequencies rise over a spectrum: the velocity is the acceleration divided by the frequency. */
const FALL = Float32Array.from({ length: STEPS }, (_, k) => Math.exp((-Math.log(30) * k) / (STEPS - 1)));

/** Amplitudes of the spectra of a movement, signed, root mean square 1: SPECTRUM_CHANNELS x STEPS, channel-major. */
export interface SpectrumBlocks {
  readonly a: Float32Array;
  /** Of the velocity. */
  readonly v: Float32Array;
  /** Of the rotation rate; undefined if the phone has no gyroscope. */
  readonly r: Float32Array | undefined;
}

/** Derives the blocks of a movement with spectra, each when it is first read; zeros without. */
export function spectrumBlocksOf({ spectra }: Movement): SpectrumBlocks {
  const acceleration = once(() => amplitudes(spectra?.acceleration ?? new Float32Array(SPECTRUM_BLOCK)));
  return {
    get a() {
      return scaledByRms(acceleration());
    },
    get v() {
      return scaledByRms(acceleration().map((value, i) => value * (FALL[i % STEPS] ?? 0)));
    },
    get r() {
      return spectra?.rotation && scaledByRms(amplitudes(spectra.rotation));
    },
  };
}

/** Signed square roots: a spectrum has a few peaks, and little else in proportion. */
function amplitudes(spectrum: Float32Array): Float32Array {
  return spectrum.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value)));
}
