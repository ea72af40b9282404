import type { Axes, Signal } from '@wandcast/gesture';

/**
 * Signals on their way to a worker: one buffer that is transferred to a thread, not copied. (A cast in
 * progress is a view of a larger buffer, which would be copied whole.)
 */
export interface PackedSignals {
  /** Sample count and channels of each signal. */
  readonly shapes: readonly SignalShape[];
  /** Per signal: t, then the axes of each channel. */
  readonly values: Float32Array<ArrayBuffer>;
}

interface SignalShape {
  readonly count: number;
  readonly channels: readonly Channel[];
}

const order = ['linear', 'gravity', 'rotation'] as const;
type Channel = (typeof order)[number];

/** Packs signals into one transferable buffer. */
export function packSignals(signals: readonly Signal[]): PackedSignals {
  const shapes = signals.map((signal) => ({
    count: signal.t.length,
    channels: order.filter((channel) => signal[channel] !== undefined),
  }));
  const values = new Float32Array(
    shapes.reduce((sum, { count, channels }) => sum + count * (1 + 3 * channels.length), 0),
  );
  let offset = 0;
  const put = (column: Float32Array): void => {
    values.set(column, offset);
    offset += column.length;
  };
  signals.forEach((signal) => {
    put(signal.t);
    for (const channel of order) for (const axis of columnsOf(signal[channel])) put(axis);
  });
  return { shapes, values };
}

function columnsOf(axes: Axes | undefined): Float32Array[] {
  return axes === undefined ? [] : [axes.x, axes.y, axes.z];
}

/** Restores the signals as views of the buffer. */
export function unpackSignals({ shapes, values }: PackedSignals): Signal[] {
  const signals: Signal[] = [];
  let offset = 0;
  for (const shape of shapes) {
    signals.push(unpackedSignal(shape, values, offset));
    offset += shape.count * (1 + 3 * shape.channels.length);
  }
  return signals;
}

function unpackedSignal({ count, channels }: SignalShape, values: Float32Array, offset: number): Signal {
  const signal: { t: Float32Array } & Partial<Record<Channel, Axes>> = { t: values.subarray(offset, offset + count) };
  let first = offset + count;
  for (const channel of channels) {
    const [second, third] = [first + count, first + 2 * count];
    signal[channel] = {
      x: values.subarray(first, second),
      y: values.subarray(second, third),
      z: values.subarray(third, third + count),
    };
    first = third + count;
  }
  return signal;
}
