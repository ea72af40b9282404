import type { Attack } from './kinds/attack.js';
import { castAttacks } from './kinds/cast-attacks.js';
import { connectionAttacks } from './kinds/connection-attacks.js';
import { guessAttacks } from './kinds/guess-attacks.js';
import { messageAttacks } from './kinds/message-attacks.js';
import { teamAttacks } from './kinds/team-attacks.js';

/** No attack: what the machine itself does to the figures. */
const control: Attack = ({ counts }) => {
  counts.sent = 1; // it has begun
  return Promise.resolve();
};

/** Every attack by name, in the order in which they are made. */
export const attacks = {
  control,
  ...connectionAttacks,
  ...guessAttacks,
  ...messageAttacks,
  ...castAttacks,
  ...teamAttacks,
};

export type AttackName = keyof typeof attacks;

export const attackNames = Object.keys(attacks) as AttackName[];

export const attackOf = (name: AttackName): Attack => attacks[name];
