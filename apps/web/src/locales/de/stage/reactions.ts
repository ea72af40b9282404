import type { StageTexts } from '../../en/stage/index';
import { numbers } from '../numbers';

export const reactions: StageTexts['reactions'] = {
  times: (count) => `×${numbers.count(count)}`,
};
