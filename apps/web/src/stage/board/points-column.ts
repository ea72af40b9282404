import { headlineWidth } from '../../shared/design/headline-size';

/** The narrowest column holds its heading, the widest leaves room for names. Rem. */
const [NARROWEST, WIDEST] = [6.6, 9.6];
const WIDEST_DIGIT = '2';
/** Safety margin for rounding. */
const SLACK = 1.02;

/** Width and font size of a column of points, rem. */
export interface PointsColumn {
  readonly width: number;
  readonly size: number;
}

/**
 * A column that fits all these points, even while they count up through any digits.
 * @param points as shown, with separators  @param largest font size, rem
 */
export function pointsColumn(points: readonly string[], largest: number): PointsColumn {
  const widths = points.map((text) => headlineWidth(text.replaceAll(/\d/g, WIDEST_DIGIT)));
  const em = SLACK * Math.max(headlineWidth(WIDEST_DIGIT), ...widths);
  const width = Math.min(WIDEST, Math.max(NARROWEST, em * largest));
  return { width, size: Math.min(largest, width / em) };
}
