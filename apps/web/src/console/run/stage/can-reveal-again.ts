import type { EventInfo, Round } from '@wandcast/protocol';
import { roundStatus } from '../rounds/round-status';

/**
 * Whether the stage shows something that can be revealed again. The server has the last word: it also knows whether
 * anyone has points, and whether they are counted.
 * @param now ms since 1970 by the server's clock
 */
export function canRevealAgain(
  { view, blank }: Pick<EventInfo, 'view' | 'blank'>,
  newest: Round | undefined,
  now: number,
): boolean {
  if (blank) return false;
  if (view === 'podium') return true;
  return view === 'round' && newest !== undefined && roundStatus(newest, now) === 'over';
}
