import type { StageView } from '@wandcast/protocol';
import type { StageState } from '../state/stage-state';

/** Views that play the sounds of casts. */
const viewsWithSound: ReadonlySet<StageView> = new Set<StageView>(['teach', 'live', 'round']);

/** Whether the stage plays sounds now: it is switched on, the view shows casts, and the stage is not dark. */
export function isAudible({ event, note }: Pick<StageState, 'event' | 'note'>): boolean {
  return event.sound && !event.blank && note === null && viewsWithSound.has(event.view);
}

/** Positions in the book of spells recognized after `since`, ms as performance.now(). Fizzled casts are left out. */
export function spellsDecidedSince({ tiles, spells }: Pick<StageState, 'tiles' | 'spells'>, since: number): number[] {
  const places: number[] = [];
  for (const { cast } of tiles.values()) {
    if (cast.kind !== 'decided' || cast.at <= since) continue;
    const place = spells.findIndex(({ id }) => id === cast.result.spell);
    if (place >= 0) places.push(place);
  }
  return places;
}
