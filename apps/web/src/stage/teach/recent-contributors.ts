import type { StageWand } from '@wandcast/protocol';
import type { TaughtCast } from '../state/taught-casts';

/** Number of names shown at a time. */
const SHOWN = 3;
/** Minimum time that names stay, ms. In a crowd a dozen people contribute every second, too fast to read. */
export const HOLD_MS = 2_000;

interface Contributors {
  readonly wands: readonly StageWand[];
  readonly since: number;
}

export const noContributors: Contributors = { wands: [], since: -Infinity };

/**
 * The latest contributors, newest first and without duplicates. Unchanged until the current ones were shown long
 * enough.
 */
export function nextContributors(before: Contributors, taughtCasts: readonly TaughtCast[], now: number): Contributors {
  if (before.wands.length === SHOWN && now - before.since < HOLD_MS) return before;
  const wands: StageWand[] = [];
  for (const { wand } of taughtCasts.toReversed()) {
    if (wands.length === SHOWN) break;
    if (wands.every(({ id }) => id !== wand.id)) wands.push(wand);
  }
  const isSame = wands.length === before.wands.length && wands.every((wand, i) => wand === before.wands[i]);
  return isSame ? before : { wands, since: now };
}

/** The first contributors whose names fit into a line of `letters`; at least one, which may end in an ellipsis. */
export function fittingContributors(wands: readonly StageWand[], letters: number): readonly StageWand[] {
  let taken = 0;
  return wands.filter(({ nickname }, i) => (taken += nickname.length) <= letters || i === 0);
}
