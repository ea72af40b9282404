import type { Board, Participant, ParticipantId } from '@wandcast/protocol';
import type { StageState } from '../state/stage-state';

/**
 * An earlier board with current names, of those who are in the room or still among the first: others may be hidden or
 * renamed since. The current one if nobody is left.
 */
export function withCurrentNames(earlier: Board, current: Board, { tiles }: Pick<StageState, 'tiles'>): Board {
  const now = new Map<ParticipantId, Participant>();
  for (const { wand } of tiles.values()) now.set(wand.id, wand);
  for (const row of current.rows) now.set(row.id, row);
  const rows = earlier.rows.flatMap((row) => {
    const shown = now.get(row.id);
    if (shown === undefined) return [];
    const { nickname, sigil, metal } = shown;
    return [{ ...row, nickname, sigil, metal }];
  });
  return rows.length === 0 ? current : { ...earlier, rows };
}
