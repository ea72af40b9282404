import type { Circle } from '../../shared/canvas/circle';
import type { StageState } from '../state/stage-state';
import { ellipsize } from '../tiles/ellipsize';
import type { Box } from '../ui/stage-units';
import type { CrowdMarks } from './crowd-marks';
import { activeLocated, placeLabels } from './located-labels';

export const LABEL_FONT = '600 44px Bitter, serif';
const LABEL_PADDING = 26;
/** Names wider than this end in an ellipsis, stage units. */
const MAX_NAME = 900;

/** Someone who asks where they are, and the label beside their mark. */
export interface ShownLabel extends Circle {
  readonly at: number;
  readonly name: string;
  readonly label: Box;
}

/** The labels that show now. Crowds hide the names that lie under them. @param context measures the names */
export function shownLabels(
  context: CanvasRenderingContext2D,
  { located, tiles }: Pick<StageState, 'located' | 'tiles'>,
  { markOf, area }: CrowdMarks,
  now: number,
): ShownLabel[] {
  const active = activeLocated(located, now);
  if (active.length === 0) return [];
  context.save();
  context.font = LABEL_FONT;
  const flashing = active.flatMap(({ slot, at }) => {
    const [mark, tile] = [markOf(slot), tiles.get(slot)];
    if (mark === undefined || tile === undefined) return [];
    const name = ellipsize(context, tile.wand.nickname, MAX_NAME);
    return [{ ...mark, at, name, width: context.measureText(name).width + 2 * LABEL_PADDING }];
  });
  context.restore();
  const labels = placeLabels(flashing, area);
  return flashing.flatMap(({ x, y, r, at, name }, i) => {
    const label = labels[i];
    return label === undefined ? [] : [{ x, y, r, at, name, label }];
  });
}
