import type { Box } from '../ui/stage-units';

/** How long a name is shown before others take its place, and at least, if the same person or another one casts, ms. */
export const NAME_TURN_MS = 4_000;
export const NAME_LEAST_MS = 2_000;

/** How long a result counts as new, so that its name is shown beside it, ms. */
export const CAST_NAMED_MS = 2_500;

/** Minimum distance between two names, stage units. */
export const NAME_GAP = 24;

/** How much of a name must be beside the middle of its mark, on both sides, stage units. */
const REACH = 10;

/** Someone in the lobby, and the width of their name. In stage units; times in ms as performance.now(). */
export interface Nameable {
  readonly id: string;
  readonly x: number;
  readonly lane: number;
  readonly width: number;
  readonly arrivedAt: number;
  /** When their newest result arrived; -Infinity without one. */
  readonly castAt: number;
}

export interface ShownName {
  readonly id: string;
  readonly lane: number;
  readonly left: number;
  readonly width: number;
  readonly since: number;
}

/** The names that are shown, when each lane changes its names next, and when each person was last named. */
export interface LobbyNames {
  readonly shown: readonly ShownName[];
  readonly turns: readonly number[];
  readonly named: ReadonlyMap<string, number>;
  /** When names change without a new arrival or cast, ms; Infinity if everyone is named. */
  readonly changesAt: number;
}

export const noNames: LobbyNames = { shown: [], turns: [], named: new Map(), changesAt: Infinity };

/**
 * Chooses the names to show in each lane. New people come first, the newest one foremost; then everyone in turn. Names
 * in a lane never overlap. A person who casts is named as soon as other names have been shown for NAME_LEAST_MS.
 */
export function nextNames(
  { shown, turns, named }: LobbyNames,
  people: readonly Nameable[],
  area: Pick<Box, 'x' | 'width'>,
  lanes: number,
  now: number,
): LobbyNames {
  const history = new Map(named);
  const nextTurns: number[] = [];
  const next: ShownName[] = [];
  let changesAt = Infinity;
  for (let lane = 0; lane < lanes; lane++) {
    const own = people.filter((person) => person.lane === lane);
    const before = shown.filter((name) => own.some(({ id }) => id === name.id));
    // A changed width, as after the font was loaded, needs a new place.
    const fitting = before.filter((name) => own.some(({ id, width }) => id === name.id && width === name.width));
    // The first turns of the lanes are staggered, so that they do not all change at once.
    const turn = turns[lane] ?? now + NAME_TURN_MS * (1 - lane / (2 * lanes));
    const isTurn = now >= turn && before.length < own.length;
    nextTurns.push(isTurn ? now + NAME_TURN_MS : turn);
    const names = new Lane(lane, area, isTurn ? fitting.filter(({ since }) => now - since < NAME_LEAST_MS) : fitting);
    for (const [i, person] of queue(own, history, now).entries()) {
      const isCasting = now - person.castAt < CAST_NAMED_MS;
      const earlier = before.find(({ id }) => id === person.id);
      const isWanted = isTurn || isCasting || earlier !== undefined || !history.has(person.id);
      if (names.has(person.id) || !isWanted) continue;
      // At each turn, the first in the queue takes the place of others, so that nobody waits forever.
      const mayReplace = (other: ShownName): boolean =>
        (isTurn && i === 0) || (isCasting && now - other.since >= NAME_LEAST_MS && !isNewCast(own, other.id, now));
      names.add(person, earlier?.left, earlier?.since ?? now, mayReplace);
    }
    next.push(...names.names);
    if (names.names.length < own.length) changesAt = Math.min(changesAt, nextTurns[lane] ?? Infinity);
  }
  for (const { id, since } of next) history.set(id, Math.max(since, history.get(id) ?? -Infinity));
  return { shown: next, turns: nextTurns, named: history, changesAt };
}

const isNewCast = (people: readonly Nameable[], id: string, now: number): boolean =>
  people.some((person) => person.id === id && now - person.castAt < CAST_NAMED_MS);

/** Everyone in the order in which they are named. The second one is the newest caster. */
function queue(people: readonly Nameable[], named: ReadonlyMap<string, number>, now: number): Nameable[] {
  const last = (person: Nameable): number => named.get(person.id) ?? -Infinity;
  const waiting = people.toSorted(
    (a, b) => compare(last(a), last(b)) || compare(b.arrivedAt, a.arrivedAt) || compare(a.id, b.id),
  );
  const casting = waiting.filter(({ castAt }) => now - castAt < CAST_NAMED_MS).sort((a, b) => b.castAt - a.castAt);
  const [first, ...others] = waiting;
  if (first === undefined || casting.length === 0) return waiting;
  return [first, ...casting.filter((one) => one !== first), ...others.filter((one) => !casting.includes(one))];
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** The names of one lane. */
class Lane {
  names: ShownName[];

  constructor(
    private readonly lane: number,
    private readonly area: Pick<Box, 'x' | 'width'>,
    kept: readonly ShownName[],
  ) {
    this.names = [...kept];
  }

  has(id: string): boolean {
    return this.names.some((name) => name.id === id);
  }

  /** Adds a name beside its mark if there is room, or if it may replace all names that are in its way. */
  add(
    { id, x, width }: Nameable,
    preferred: number | undefined,
    since: number,
    mayReplace: (other: ShownName) => boolean,
  ): void {
    const reach = Math.min(REACH, width / 2, x - this.area.x, this.area.x + this.area.width - x);
    const least = Math.max(this.area.x, x + reach - width);
    const most = Math.min(this.area.x + this.area.width - width, x - reach);
    if (most < least) return;
    const clamped = (left: number): number => Math.max(least, Math.min(most, left));
    const middle = clamped(x - width / 2);
    const places = [
      preferred ?? middle,
      middle,
      ...this.names.flatMap((other) => [other.left - NAME_GAP - width, other.left + other.width + NAME_GAP]),
    ]
      .filter((left) => left >= least && left <= most)
      .sort((a, b) => Math.abs(a - (preferred ?? middle)) - Math.abs(b - (preferred ?? middle)));
    const free = places.find((left) => this.inTheWay(left, width).length === 0);
    const left = free ?? middle;
    const others = this.inTheWay(left, width);
    if (!others.every(mayReplace)) return;
    this.names = [
      ...this.names.filter((other) => !others.includes(other)),
      { id, lane: this.lane, left, width, since },
    ];
  }

  private inTheWay(left: number, width: number): ShownName[] {
    return this.names.filter(
      (other) => left < other.left + other.width + NAME_GAP && other.left < left + width + NAME_GAP,
    );
  }
}
