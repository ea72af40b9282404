import type { Random } from '@wandcast/gesture';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { LIVE_ROWS, channelsOf } from './live-input.js';
import { untrainedNetwork } from '../networks/convolutional-network.js';

/**
 * An untrained network like the one for whole casts (cnn-network.ts), at half the length. 30,000 parameters for 10
 * spells.
 * @param classes spells x STAGES
 */
export function untrainedLiveNetwork(
  readsRotation: boolean,
  classes: number,
  seed: number,
  random: Random,
): Sequential {
  const channels = channelsOf(readsRotation);
  const output = { name: 'spells-by-stage', units: classes };
  return untrainedNetwork({ name: 'live', steps: LIVE_ROWS, channels, lastFilters: 48, output }, seed, random);
}
