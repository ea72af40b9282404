import type { Orientation } from '@wandcast/protocol';

const turns: Readonly<Record<Orientation['turned'], string>> = {
  0: 'upright',
  90: 'turned to the left',
  180: 'upside down',
  270: 'turned to the right',
};

/** How a phone was held: "right hand, upright, signs as the iPhone’s". */
export function orientationWords(orientation: Orientation | null): string {
  if (orientation === null) return 'not told';
  const { flipped, turned, hand } = orientation;
  const signs = flipped === null ? 'not shown' : flipped ? 'as the iPhone’s' : 'as Android’s';
  return `${hand} hand, ${turns[turned]}, signs ${signs}`;
}
