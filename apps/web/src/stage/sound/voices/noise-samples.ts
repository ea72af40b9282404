import { seeded } from '@wandcast/gesture';

/** Noises as samples that peak at 1. Computed once, because filtering noise for each sound would cost more. */

/** A soft puff whose pitch falls. @param rate samples per second */
export function fizzleSamples(rate: number): Float32Array<ArrayBuffer> {
  const [lastsS, fromHz, toHz] = [0.5, 2_400, 180];
  const random = seeded(1);
  let [first, second] = [0, 0];
  const samples = Float32Array.from({ length: Math.round(lastsS * rate) }, (_, i) => {
    const done = i / (lastsS * rate);
    const share = 1 - Math.exp((-2 * Math.PI * fromHz * (toHz / fromHz) ** done) / rate); // a one-pole low-pass
    first += share * (2 * random() - 1 - first);
    second += share * (first - second);
    const rise = Math.min(1, done / 0.08);
    return second * rise * (1 - done) ** 2;
  });
  return normalized(samples);
}

/** One clap of two hands. @param hz middle of its noise  @param seed of the noise */
export function clapSamples(rate: number, hz: number, seed: number): Float32Array<ArrayBuffer> {
  const [lastsS, fadeS, damping] = [0.12, 0.016, 0.7];
  const random = seeded(seed);
  const share = 2 * Math.sin((Math.PI * hz) / rate); // a state-variable band-pass
  let [low, band] = [0, 0];
  const samples = Float32Array.from({ length: Math.round(lastsS * rate) }, (_, i) => {
    low += share * band;
    band += share * (2 * random() - 1 - low - damping * band);
    const seconds = i / rate;
    return band * Math.min(1, seconds / 0.001) * Math.exp(-seconds / fadeS);
  });
  return normalized(samples);
}

/** One second of a drum roll that can be repeated without a seam. */
export function rollSamples(rate: number): Float32Array<ArrayBuffer> {
  const [strokes, fadeS, drumHz] = [22, 0.035, 165];
  const random = seeded(3);
  const samples = new Float32Array(rate);
  for (let stroke = 0; stroke < strokes; stroke++) {
    const start = Math.round((stroke / strokes + 0.004 * random()) * rate);
    const accent = (stroke % 2 === 0 ? 1 : 0.78) * (0.85 + 0.15 * random());
    let low = 0;
    for (let i = 0; i < 0.2 * rate; i++) {
      const seconds = i / rate;
      low += 0.22 * (2 * random() - 1 - low);
      const drum = Math.sin(2 * Math.PI * drumHz * seconds) * Math.exp(-seconds / 0.05);
      const snare = low * Math.exp(-seconds / fadeS);
      const at = (start + i) % samples.length;
      samples[at] = (samples[at] ?? 0) + accent * (0.6 * snare + 0.5 * drum) * Math.min(1, seconds / 0.002);
    }
  }
  return normalized(samples);
}

function normalized(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return samples.map((sample) => sample / Math.max(1e-9, peak));
}
