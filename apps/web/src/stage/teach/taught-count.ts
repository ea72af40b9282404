import type { SpellId } from '@wandcast/protocol';
import type { StageState } from '../state/stage-state';

/** How many casts of a spell were taught. The server updates its count only every few seconds. */
export function taughtCount({ teachingNeeds, taughtCasts }: StageState, spellId: SpellId): number {
  const counted = teachingNeeds.find(({ spell }) => spell === spellId)?.casts ?? 0;
  return Math.max(counted, taughtCasts.filter(({ spell }) => spell === spellId).length);
}
