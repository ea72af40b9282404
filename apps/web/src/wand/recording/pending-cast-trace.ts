import { signalOf } from '@wandcast/gesture';
import { bytesToWords } from '@wandcast/protocol';
import type { PendingCast } from '@wandcast/wand';
import { CastTrace, type TraceView } from './live-trace';

/** The trace of a pending cast, from its stored samples. */
export function pendingCastTrace({ samples, ...packed }: PendingCast): TraceView {
  const { t, linear, gravity } = signalOf({ ...packed, words: bytesToWords(samples) });
  const trace = new CastTrace();
  t.forEach((time, i) => {
    const at = (axes: typeof linear): { readonly axes: readonly [number, number, number] } | undefined =>
      axes && { axes: [axes.x[i] ?? 0, axes.y[i] ?? 0, axes.z[i] ?? 0] };
    const [free, whole] = [at(linear), at(gravity)];
    trace.add({ t: time, ...(free && { linear: free.axes }), ...(whole && { gravity: whole.axes }) });
  });
  return trace.whole();
}
