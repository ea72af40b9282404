import { UNITS_PER_REM } from '../../ui/stage-units';
import type { Point } from '../../../shared/canvas/point';

/** Heights and widths of the result, rem. The title has room for two lines. */
export const TITLE_HEIGHT = 18;
export const LIST_WIDTH = 60;
export const WINNER_WIDTH = 48;
const TALLEST_ROW = 9;

/** Position of the result within the stage, rem. */
export const LEFT = 3.75;
export const TOP = 3.2;
/** Centers of marks and of scores, rem from the left edge of the list. */
const [MARK_X, SCORE_X] = [8.2, 55.5];

/** Height of a row. @param height of the picture, rem */
export function rowHeight(height: number, rows: number): number {
  return Math.min(TALLEST_ROW, (height - TITLE_HEIGHT) / Math.max(1, rows));
}

/** The way of the points of a row from its mark to its score, in stage units. @param row from 0 */
export function flightOf(row: number, high: number): { readonly from: Point; readonly to: Point } {
  const y = (TOP + TITLE_HEIGHT + (row + 0.5) * high) * UNITS_PER_REM;
  return { from: [(LEFT + MARK_X) * UNITS_PER_REM, y], to: [(LEFT + SCORE_X) * UNITS_PER_REM, y] };
}

/** Origin of the winner's confetti: the middle of the seal, in stage units. @param height of the picture, rem */
export function winnerCenter(height: number): Point {
  return [(120 - LEFT - WINNER_WIDTH / 2) * UNITS_PER_REM, (TOP + (height - WINNER_TEXT) / 2) * UNITS_PER_REM];
}

/** Height of the winner's name and points, rem. */
export const WINNER_TEXT = 17;
