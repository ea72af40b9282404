import type { StageView } from '@wandcast/protocol';
import type { StageState } from './stage-state';

/** What the stage shows: a view, or a note from the run of show. Equal keys mean the same scene. */
export type Scene =
  | { readonly kind: 'view'; readonly key: StageView; readonly view: StageView }
  | { readonly kind: 'note'; readonly key: string; readonly text: string };

export function sceneOf({ note, event }: Pick<StageState, 'note' | 'event'>): Scene {
  return note === null
    ? { kind: 'view', key: event.view, view: event.view }
    : { kind: 'note', key: `note:${note}`, text: note };
}

/** Views that show everyone on a canvas. */
const viewsWithCrowd: ReadonlySet<StageView> = new Set<StageView>(['lobby', 'live']);

export function hasCrowd(view: StageView): boolean {
  return viewsWithCrowd.has(view);
}
