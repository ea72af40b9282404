import type { StageWand } from '@wandcast/protocol';
import type { Lesson } from '../state/taught-casts';

/** Names shown at a time, and how long they stay at least, ms: in a crowd a dozen give in a second, and none could be read. */
const SHOWN = 3;
export const HOLD_GIVERS_MS = 2_000;

export interface Givers {
  readonly wands: readonly StageWand[];
  readonly since: number;
}

export const noGivers: Givers = { wands: [], since: -Infinity };

/** Who gave last, newest first, nobody twice; as before while those were shown too short to be read. */
export function giversAt(before: Givers, lessons: readonly Lesson[], now: number): Givers {
  if (before.wands.length === SHOWN && now - before.since < HOLD_GIVERS_MS) return before;
  const wands: StageWand[] = [];
  for (const { wand } of lessons.toReversed()) {
    if (wands.length === SHOWN) break;
    if (wands.every(({ id }) => id !== wand.id)) wands.push(wand);
  }
  const isSame = wands.length === before.wands.length && wands.every((wand, i) => wand === before.wands[i]);
  return isSame ? before : { wands, since: now };
}
