import type { StageFrame, StageWand } from '@wandcast/protocol';

/** What a frame changes about people who may still be shown after they left. */
export type WandChanges = Pick<StageFrame, 'joined' | 'hidden' | 'hiddenIds'>;

export function changesWands({ joined, hidden, hiddenIds }: WandChanges): boolean {
  return [joined, hidden, hiddenIds].some((changed) => changed !== undefined && changed.length > 0);
}

/** Whether a person may be shown after a frame. */
export function isVisible({ id, slot }: StageWand, { hidden = [], hiddenIds = [] }: WandChanges): boolean {
  return !hidden.includes(slot) && !hiddenIds.includes(id);
}

/** The wand with the name, the look and the slot that a frame gives its person: who comes back gets another slot. */
export function currentWand(wand: StageWand, { joined = [] }: WandChanges): StageWand {
  return joined.find(({ id }) => id === wand.id) ?? wand;
}
