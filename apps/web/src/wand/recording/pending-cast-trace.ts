import type { PendingCast } from '@wandcast/wand';
import { signalOfCast } from './signal-of-cast';
import { TraceBuilder, type TraceView } from './trace-builder';

/** The trace of a pending cast, from its stored samples. */
export function pendingCastTrace(cast: PendingCast): TraceView {
  const { t, linear, gravity } = signalOfCast(cast);
  const trace = new TraceBuilder();
  t.forEach((time, i) => {
    const at = (axes: typeof linear): { readonly axes: readonly [number, number, number] } | undefined =>
      axes && { axes: [axes.x[i] ?? 0, axes.y[i] ?? 0, axes.z[i] ?? 0] };
    const [free, whole] = [at(linear), at(gravity)];
    trace.add({ t: time, ...(free && { linear: free.axes }), ...(whole && { gravity: whole.axes }) });
  });
  return trace.whole();
}
