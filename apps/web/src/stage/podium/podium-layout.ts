/**
 * Position of one of the top three in stage units (1920 x 1080): the seal's center and radius, and the width for the
 * name.
 */
export interface PodiumPlacing {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly width: number;
}

/** Number of places on the podium. */
export const PODIUM_PLACES = 3;

/**
 * The place that a step of the reveal shows, third place first; undefined if nobody has it.
 * @param step from 0  @param places how many there are
 */
export function revealedPlace(step: number, places: number): number | undefined {
  const place = PODIUM_PLACES - step;
  return place >= 1 && place <= places ? place : undefined;
}

const [LEFT, MIDDLE, RIGHT] = [400, 960, 1520];

/**
 * Positions of the top three, best first. Better ranks are larger and higher; ties are equal.
 * @param ranks at most three, ascending
 */
export function podiumPlaces(ranks: readonly number[]): PodiumPlacing[] {
  const alone = ranks.length === 1;
  const level = ranks.filter((rank) => rank === ranks[0]).length;
  if (alone) return [{ x: MIDDLE, y: 430, r: 316, width: 1200 }];
  if (ranks.length === 2)
    return level === 2
      ? [620, 1300].map((x) => ({ x, y: 540, r: 268, width: 640 }))
      : [
          { x: 800, y: 450, r: 300, width: 640 },
          { x: 1420, y: 556, r: 216, width: 500 },
        ];
  if (level === 3) return [LEFT, MIDDLE, RIGHT].map((x) => ({ x, y: 548, r: 236, width: 500 }));
  if (level === 2)
    return [
      { x: 390, y: 548, r: 240, width: 560 },
      { x: 1010, y: 548, r: 240, width: 560 },
      { x: 1580, y: 618, r: 180, width: 480 },
    ];
  const third = ranks[1] === ranks[2] ? { y: 570, r: 222 } : { y: 590, r: 198 };
  return [
    { x: MIDDLE, y: 392, r: 316, width: 580 },
    { x: LEFT, y: 570, r: 222, width: 480 },
    { x: RIGHT, ...third, width: 480 },
  ];
}
