import {
  channelBits,
  TICK_MS,
  stepOf,
  wordsPerSample,
  type Channel,
  type PackedSamples,
  type Sample,
} from '@wandcast/protocol';

/** Values of three axes over time, one per sample. W3C device axes: x right, y up, z out of the screen. */
export interface Axes {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
}

/** A recorded gesture in columns: times in ms from its start, then the channels that the phone provides. */
export interface Signal {
  readonly t: Float32Array;
  /** Acceleration without gravity, m/s^2. */
  readonly linear?: Axes;
  /** Acceleration including gravity, m/s^2. */
  readonly gravity?: Axes;
  /** Rotation rate, degrees/s. */
  readonly rotation?: Axes;
}

/** The columns of a packed cast. */
export function signalOf({ channels, count, words }: PackedSamples): Signal {
  const width = wordsPerSample(channels);
  const column = (offset: number, step: number): Float32Array => {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = (words[i * width + offset] ?? 0) * step;
    return values;
  };
  const t = new Float32Array(count);
  for (let i = 0; i < count; i++) t[i] = ((words[i * width] ?? 0) & 0xffff) * TICK_MS;
  let offset = 1;
  const axes = (channel: Channel): Axes | undefined => {
    if ((channels & channelBits[channel]) === 0) return undefined;
    const step = stepOf[channel];
    const read = { x: column(offset, step), y: column(offset + 1, step), z: column(offset + 2, step) };
    offset += 3;
    return read;
  };
  const [linear, gravity, rotation] = [axes('linear'), axes('gravity'), axes('rotation')];
  return { t, ...(linear && { linear }), ...(gravity && { gravity }), ...(rotation && { rotation }) };
}

/** The samples of a signal one by one, as a phone's motion events deliver them. */
export function samplesOf({ t, linear, gravity, rotation }: Signal): Sample[] {
  const at = (axes: Axes | undefined, i: number): [number, number, number] | undefined =>
    axes && [axes.x[i] ?? 0, axes.y[i] ?? 0, axes.z[i] ?? 0];
  return Array.from(t, (time, i) => {
    const [l, g, r] = [at(linear, i), at(gravity, i), at(rotation, i)];
    return { t: time, ...(l && { linear: l }), ...(g && { gravity: g }), ...(r && { rotation: r }) };
  });
}

/** The signal as a phone without a gyroscope would record it. */
export function withoutRotation({ t, linear, gravity }: Signal): Signal {
  return { t, ...(linear && { linear }), ...(gravity && { gravity }) };
}

/** The signal as a phone without readings of gravity would record it. */
export function withoutGravity({ t, linear, rotation }: Signal): Signal {
  return { t, ...(linear && { linear }), ...(rotation && { rotation }) };
}
