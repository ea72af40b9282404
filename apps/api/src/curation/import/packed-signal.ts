import type { Axes, Signal } from '@wandcast/gesture';
import { channelBits, channelOrder, packSamples, type Channel, type PackedSamples } from '@wandcast/protocol';

type Vector = [number, number, number];

/** Packs a signal as wands do. Values beyond the range of 16 bits are clamped, as on a phone. */
export function packedSignal(signal: Signal): PackedSamples {
  const channels = channelOrder.filter((channel) => signal[channel] !== undefined);
  const mask = channels.reduce((bits, channel) => bits | channelBits[channel], 0);
  const samples = Array.from(signal.t, (t, i) => ({
    t,
    ...(Object.fromEntries(channels.map((channel) => [channel, at(signal[channel], i)])) as Partial<
      Record<Channel, Vector>
    >),
  }));
  return packSamples(samples, mask);
}

function at(axes: Axes | undefined, i: number): Vector {
  return [axes?.x[i] ?? 0, axes?.y[i] ?? 0, axes?.z[i] ?? 0];
}
