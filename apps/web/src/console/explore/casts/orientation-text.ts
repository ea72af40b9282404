import type { Grip } from '@wandcast/protocol';

const turns: Readonly<Record<Grip['turned'], string>> = {
  0: 'upright',
  90: 'turned to the left',
  180: 'upside down',
  270: 'turned to the right',
};

/** How a phone was held: "right hand, upright, signs as the iPhone’s". */
export function gripWords(grip: Grip | null): string {
  if (grip === null) return 'not told';
  const { flipped, turned, hand } = grip;
  const signs = flipped === null ? 'not shown' : flipped ? 'as the iPhone’s' : 'as Android’s';
  return `${hand} hand, ${turns[turned]}, signs ${signs}`;
}
