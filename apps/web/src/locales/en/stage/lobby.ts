import { grammar } from '../grammar';

/** The lobby: how to join, and how many have. */
export const lobby = {
  open: 'Wands out!',
  openHow: 'Scan, sign the book, let it feel your hand move.',
  openWand: 'It’s the phone you’re holding.',
  /** Followed by the host, `andEnter` and the code. */
  orGoTo: 'or go to',
  andEnter: 'and enter',
  qrCode: (text: string) => `QR code: ${text}`,
  locked: 'The door is closed',
  lockedIn: 'If you’re in, you stay in, even after a reload.',
  lockedOut: 'Everyone else: watch the others’ hands.',
  wandsAwake: (count: number) => grammar.plural(count, { one: 'wand awake', other: 'wands awake' }),
  nobody: 'Nobody is in the book yet. Be the first.',
};
