import { SPECTRUM_CHANNELS, STEPS, scaledByRms, type Movement } from '@wandcast/gesture';

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

/** Derives the blocks of a movement with spectra; zeros without. */
export function spectrumBlocksOf({ spectra }: Movement): SpectrumBlocks {
  const acceleration = amplitudes(spectra?.acceleration ?? new Float32Array(SPECTRUM_BLOCK));
  return {
    a: scaledByRms(acceleration),
    v: scaledByRms(fallen(acceleration)),
    r: spectra?.rotation && scaledByRms(amplitudes(spectra.rotation)),
  };
}

function fallen(amplitudes: Float32Array): Float32Array {
  const values = new Float32Array(amplitudes.length);
  for (let i = 0; i < values.length; i++) values[i] = (amplitudes[i] ?? 0) * (FALL[i % STEPS] ?? 0);
  return values;
}

/** Signed square roots: a spectrum has a few peaks, and little else in proportion. */
function amplitudes(spectrum: Float32Array): Float32Array {
  const roots = new Float32Array(spectrum.length);
  for (let i = 0; i < roots.length; i++) roots[i] = Math.sign(spectrum[i] ?? 0) * Math.sqrt(Math.abs(spectrum[i] ?? 0));
  return roots;
}
