import { setImmediate } from 'node:timers/promises';
import type { CastId } from '@wandcast/protocol';
import { placeAmong, type Landmarks } from '@wandcast/recognition';
import type { PlacedCast } from './cast-maps.repository.js';

/** Casts that are placed without a pause for the event loop: a few milliseconds. */
const AT_ONCE = 32;

/** Places casts among landmarks by their features, with pauses. */
export async function placeCasts(
  features: ReadonlyMap<CastId, Float32Array>,
  landmarks: Landmarks,
): Promise<PlacedCast[]> {
  const casts: PlacedCast[] = [];
  for (const [id, row] of features) {
    if (casts.length % AT_ONCE === 0) await setImmediate(); // lets other work of the event loop in between
    casts.push({ id, position: placeAmong(row, landmarks) });
  }
  return casts;
}
