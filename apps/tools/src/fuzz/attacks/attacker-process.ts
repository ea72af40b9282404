/*
 * Attacks a server until it is told to stop. A process of its own, so that the attack and the wands that are measured
 * do not share an event loop.
 */
import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import { diceOf } from '../generate/dice.js';
import type { AttackCounts, AttackTarget } from './kinds/attack.js';
import { attackOf, type AttackName } from './attacks.js';

/** Of the two processes on this machine, the one that measures goes first; a real attacker has a machine of its own. */
const NICE = 19;

/** Interval between two looks whether the attack has sent something, ms. */
const LOOK_MS = 10;

/** What the parent sends. It gets the counts when the attack has begun, and when it is stopped. */
export type AttackerOrder = { readonly name: AttackName; readonly target: AttackTarget } | 'stop';

const counts: AttackCounts = { sent: 0, answered: 0, refused: 0, closed: 0 };
// Linux gives each thread a priority of its own; those that start later take over this one's.
for (const thread of readdirSync('/proc/self/task')) setPriority(Number(thread), NICE);
process.on('message', (order: AttackerOrder) => {
  if (order === 'stop') {
    process.send?.(counts, () => process.exit());
    return;
  }
  const { name, target } = order;
  const timer = setInterval(() => {
    if (counts.sent === 0) return;
    clearInterval(timer);
    process.send?.(counts);
  }, LOOK_MS);
  void attackOf(name)({ target, counts, dice: diceOf(target.seed, 0) }); // an error ends this process
});
process.on('disconnect', () => process.exit());
