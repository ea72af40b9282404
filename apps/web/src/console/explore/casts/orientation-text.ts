import type { Orientation } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** How a phone was held: "right hand, upright, signs as on the iPhone". */
export function orientationText(orientation: Orientation | null): string {
  if (orientation === null) return texts().explore.facts.noOrientation;
  const { flipped, turned, hand } = orientation;
  const { turns, hands, signs, orientationOf } = texts().explore.facts;
  const sign = flipped === null ? signs.unknown : flipped ? signs.flipped : signs.straight;
  return orientationOf(hands[hand], turns[turned], sign);
}
