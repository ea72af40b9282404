import type { StageView } from '@wandcast/protocol';
import type { StageState } from '../state/stage-state';

/** Views in which casts are the news. */
const sounding: ReadonlySet<StageView> = new Set<StageView>(['teach', 'live', 'round']);

/** Whether the stage sounds now: where the console wants it, casts are shown, and the stage is not dark. */
export function isAudible({ event, note }: Pick<StageState, 'event'> & { readonly note?: string | null }): boolean {
  return event.sound && !event.blank && (note ?? null) === null && sounding.has(event.view);
}

/** Places in the book of the spells that were decided after `since`, ms as performance.now(); a fizzle has no tone. */
export function decidedSince({ tiles, spells }: Pick<StageState, 'tiles' | 'spells'>, since: number): number[] {
  const places: number[] = [];
  for (const { cast } of tiles.values()) {
    if (cast.kind !== 'decided' || cast.at <= since) continue;
    const place = spells.findIndex(({ id }) => id === cast.result.spell);
    if (place >= 0) places.push(place);
  }
  return places;
}
