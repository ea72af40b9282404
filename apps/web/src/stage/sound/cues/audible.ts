import type { StageState } from '../../state/stage-state';

/** Whether the stage plays sounds now: it is switched on, not dark, and does not show a note. */
export function isAudible({ event, note }: Pick<StageState, 'event' | 'note'>): boolean {
  return event.sound && !event.blank && note === null;
}
