import type { Signal } from '@wandcast/gesture';
import { recordings } from '../../support/recordings.js';

let read: Signal | undefined;

/**
 * A cast of Spark: the Z of a real person if the recordings are there, else a simulated one. Read once, so that a hand that
 * casts does not wait for it.
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
