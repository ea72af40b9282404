/** All lengths in one unit; y grows downward. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LabeledLine {
  /** Ordered by x. */
  readonly points: readonly Point[];
  /** Size of the label's text. */
  readonly width: number;
  readonly height: number;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

export interface PlacedLabel extends Corner {
  /** A vertical line that connects a label to its line; undefined if the label is next to it. */
  readonly leader: { readonly x: number; readonly from: number; readonly until: number } | undefined;
}

/** The area for labels. */
export interface LabelArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** `x` and `y` are the upper left corner. */
export interface Rect extends Corner {
  readonly width: number;
  readonly height: number;
}

/** Distance between a line and its label, and how much further away labels are tried. */
const GAP = 10;
const FURTHER = [0, 44, 88, 132, 176] as const;
/** A label that is further away costs this and its distance. */
const LEADER = 200;
/** Number of positions along a line that are tried. */
const POSITIONS = 20;
/** What it costs to cover a line or another label. Far more than any distance. */
const [COVERS_LINE, COVERS_LABEL] = [10_000, 1_000_000];
/** What the distance from the right end costs, per unit: readers look there for the result. */
const FROM_END = 0.12;
const ROUNDING = 1e-6;

/**
 * Places a label next to each line, above or below a part of it, so that labels cover neither each other nor a line nor
 * an obstacle if there is room. Tries all orders of the lines, so it is meant for a few.
 * @returns one place per line, in their order; undefined for a line without points
 */
export function placeLabels(
  lines: readonly LabeledLine[],
  obstacles: readonly Rect[],
  area: LabelArea,
): (PlacedLabel | undefined)[] {
  const choices = lines.map((line) =>
    line.points.length === 0
      ? []
      : candidates(line, area).map((one) => ({ ...one, cost: one.cost + costOf(one.rect, lines, obstacles, area) })),
  );
  const best = permutations(lines.map((_, i) => i))
    .map((order) => placeInOrder(order, choices))
    .reduce((least, one) => (one.cost < least.cost ? one : least));
  return lines.map((_, i) => best.places.get(i));
}

/** Gives each line in turn the cheapest place that the labels before it leave. */
function placeInOrder(
  order: readonly number[],
  choices: readonly (readonly Candidate[])[],
): { readonly places: ReadonlyMap<number, PlacedLabel>; readonly cost: number } {
  const taken: Rect[] = [];
  const places = new Map<number, PlacedLabel>();
  let sum = 0;
  for (const line of order) {
    const priced = (choices[line] ?? []).map((candidate) => {
      const own = [candidate.rect, ...leaderRects(candidate.leader)];
      const overlaps = taken.filter((other) => own.some((one) => overlap(one, other))).length;
      return { ...candidate, own, cost: candidate.cost + COVERS_LABEL * overlaps };
    });
    if (priced.length === 0) continue;
    const { rect, leader, own, cost } = priced.reduce((least, one) => (one.cost < least.cost ? one : least));
    places.set(line, { x: rect.x, y: rect.y, leader });
    taken.push(...own);
    sum += cost;
  }
  return { places, cost: sum };
}

/** What a label at this place costs, whatever the other labels do. */
function costOf(rect: Rect, lines: readonly LabeledLine[], obstacles: readonly Rect[], area: LabelArea): number {
  const [bottom, right] = [rect.y + rect.height, rect.x + rect.width];
  const isOutside = rect.y < area.top || bottom > area.bottom || right > area.right + ROUNDING;
  const covered =
    lines.filter(({ points }) => crosses(points, rect)).length +
    obstacles.filter((obstacle) => overlap(rect, obstacle)).length;
  return (isOutside ? COVERS_LABEL : 0) + COVERS_LINE * covered + FROM_END * Math.max(0, area.right - right);
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

interface Candidate {
  readonly rect: Rect;
  readonly leader: PlacedLabel['leader'];
  /** How far the label is from its line. */
  readonly cost: number;
}

/** Places above and below the line. */
function candidates({ points, width, height }: LabeledLine, area: LabelArea): Candidate[] {
  const first = Math.max(area.left, points[0]?.x ?? 0);
  const last = Math.max(first, Math.min(area.right, points.at(-1)?.x ?? 0) - width);
  return Array.from({ length: POSITIONS }, (_, i) => first + ((last - first) * i) / (POSITIONS - 1)).flatMap((x) => {
    const { least, most } = extentOf(points, x, x + width);
    const middle = x + width / 2;
    const lineY = yAt(points, middle) ?? most;
    return FURTHER.flatMap((further): Candidate[] => {
      const cost = most - least + (further === 0 ? 0 : LEADER + further);
      const [above, below] = [least - GAP - height - further, most + GAP + further];
      const leaderTo = (from: number): PlacedLabel['leader'] =>
        further === 0 ? undefined : { x: middle, from, until: lineY };
      return [
        { rect: { x, y: above, width, height }, leader: leaderTo(above + height + 4), cost },
        { rect: { x, y: below, width, height }, leader: leaderTo(below - 4), cost },
      ];
    });
  });
}

/** The area around a leader that no label may cover. */
function leaderRects(leader: PlacedLabel['leader']): Rect[] {
  if (leader === undefined) return [];
  const [top, bottom] = [Math.min(leader.from, leader.until), Math.max(leader.from, leader.until)];
  return [{ x: leader.x - GAP / 2, y: top, width: GAP, height: bottom - top }];
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function crosses(points: readonly Point[], { x, y, width, height }: Rect): boolean {
  const { least, most } = extentOf(points, x, x + width);
  return least < y + height + GAP / 2 && most > y - GAP / 2;
}

/** Lowest and highest y of a line between two x; both infinite if the line does not reach there. */
function extentOf(points: readonly Point[], from: number, until: number): { least: number; most: number } {
  const inside = points.filter(({ x }) => x >= from && x <= until).map(({ y }) => y);
  const ys = [...inside, ...[from, until].flatMap((x) => yAt(points, x) ?? [])];
  return { least: Math.min(...ys), most: Math.max(...ys) };
}

/** The y of a line at `x`; undefined if the line does not reach there. */
function yAt(points: readonly Point[], x: number): number | undefined {
  const next = points.findIndex((point) => point.x >= x);
  const [after, before] = [points[next], points[next - 1]];
  if (after === undefined || (before === undefined && after.x > x)) return undefined;
  if (before === undefined || after.x === before.x) return after.y;
  return before.y + ((after.y - before.y) * (x - before.x)) / (after.x - before.x);
}
