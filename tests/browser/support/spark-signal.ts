import type { Signal } from '@wandcast/gesture';
import { recordings } from '../../support/recordings.js';

let read: Signal | undefined;

/**
 * A cast of Spark: a real person's Z if the recordings are available, else a simulated one. Cached, so that reading the
 * file does not interrupt a simulated movement.
 */
export function spark(): Signal {
  return (read ??= readSpark());
}

function readSpark(): Signal {
  const ids = ['u4-Z-47', 'u3-spark-0'];
  const found = recordings
    .toReversed()
    .flatMap((set) => set.read())
    .find(({ id }) => ids.includes(id));
  if (found === undefined) throw new Error(`no cast ${ids.join(' or ')}`);
  return found.signal;
}
