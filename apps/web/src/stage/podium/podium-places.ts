/** Where one of the first three stands, in stage units (1920 x 1080): the seal's centre and radius, and the room for a name. */
export interface PodiumPlacing {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly width: number;
}

const [LEFT, MIDDLE, RIGHT] = [400, 960, 1520];

/**
 * Places for the first three, best first. The higher the rank the larger and the higher; equals are equally large and
 * equally high. @param ranks at most three, rising
 */
export function podiumPlaces(ranks: readonly number[]): PodiumPlacing[] {
  const alone = ranks.length === 1;
  const level = ranks.filter((rank) => rank === ranks[0]).length;
  if (alone) return [{ x: MIDDLE, y: 430, r: 316, width: 1200 }];
  if (ranks.length === 2) {
    const second = level === 2 ? { y: 440, r: 280 } : { y: 520, r: 220 };
    return [
      { x: 640, y: level === 2 ? 440 : 420, r: level === 2 ? 280 : 310, width: 760 },
      { x: 1330, ...second, width: 560 },
    ];
  }
  if (level === 3) return [LEFT, MIDDLE, RIGHT].map((x) => ({ x, y: 470, r: 240, width: 540 }));
  if (level === 2)
    return [
      { x: 390, y: 440, r: 262, width: 580 },
      { x: 1010, y: 440, r: 262, width: 580 },
      { x: 1580, y: 560, r: 196, width: 500 },
    ];
  const third = ranks[1] === ranks[2] ? { y: 570, r: 222 } : { y: 590, r: 198 };
  return [
    { x: MIDDLE, y: 392, r: 316, width: 660 },
    { x: LEFT, y: 570, r: 222, width: 520 },
    { x: RIGHT, ...third, width: 520 },
  ];
}
