import type { Point } from '../../shared/canvas/point';
import { hexField } from '../tiles/hex-grid';
import type { Box } from '../ui/stage-units';
import { capacityFor, scatterSeat } from './scatter-seats';

/** Area of the lobby, in stage units. */
const AREA: Box = { x: 770, y: 630, width: 1094, height: 400 };
/** The same above an announcement. */
const ABOVE_ANNOUNCEMENT: Box = { ...AREA, y: 650, height: 262 };
const LARGEST = 130;

/**
 * Duration of a move to another lobby size, ms. No other move starts meanwhile, so that a rush of arrivals does not
 * flicker.
 */
export const MOVE_MS = 600;

/** The current layout, and the previous one from which everyone moves. */
export interface LobbyPlan {
  readonly capacity: number;
  readonly before: number;
  /** Ms as performance.now(). */
  readonly since: number;
}

/** The layout for `count` people. @param still skips the animation */
export function planLobby(plan: LobbyPlan | undefined, count: number, now: number, still: boolean): LobbyPlan {
  const capacity = capacityFor(count);
  if (plan === undefined) return { capacity, before: capacity, since: -Infinity };
  if (plan.capacity === capacity || now - plan.since < MOVE_MS) return plan;
  return { capacity, before: still ? capacity : plan.capacity, since: now };
}

const fields = new Map<string, ReturnType<typeof hexField>>();
function fieldFor(capacity: number, hasAnnouncement: boolean): ReturnType<typeof hexField> {
  const key = `${capacity} ${hasAnnouncement}`;
  const known = fields.get(key) ?? hexField(capacity, hasAnnouncement ? ABOVE_ANNOUNCEMENT : AREA, LARGEST);
  fields.set(key, known);
  return known;
}

interface LobbyPlaces {
  readonly cell: number;
  /** Scale of the tiles; 1 except during a move. */
  readonly scale: number;
  readonly moving: boolean;
  /** Position of a seat; undefined if the layout has no room for it yet. */
  readonly pointOf: (seat: number) => Point | undefined;
}

/** @param hasAnnouncement whether an announcement takes part of the area */
export function lobbyPlaces({ capacity, before, since }: LobbyPlan, now: number, hasAnnouncement = false): LobbyPlaces {
  const share = before === capacity ? 1 : eased((now - since) / MOVE_MS);
  const [to, from] = [fieldFor(capacity, hasAnnouncement), fieldFor(before, hasAnnouncement)];
  return {
    cell: to.cell,
    scale: 1 + (from.cell / to.cell - 1) * (1 - share),
    moving: share < 1,
    pointOf: (seat) => {
      if (seat >= capacity) return undefined;
      const end = to.points[scatterSeat(seat, capacity)];
      const start = share < 1 && seat < before ? from.points[scatterSeat(seat, before)] : end;
      if (start === undefined || end === undefined) return undefined;
      return [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share];
    },
  };
}

function eased(share: number): number {
  const at = Math.max(0, Math.min(1, share));
  return at * at * (3 - 2 * at);
}

/** Maximum number of names shown, for how long, ms, and their minimum distance, stage units. */
const NAMED = 3;
export const NAMED_MS = 5_000;
const APART = 220;

/** Someone whose name is shown. */
export interface Named {
  readonly slot: number;
  readonly since: number;
}

export interface Arrival {
  readonly slot: number;
  /** Ms as performance.now(). */
  readonly arrivedAt: number;
  readonly point: Point;
}

/**
 * Chooses the names to show: each stays for NAMED_MS, then the latest arrivals that were not named yet follow, if they
 * do not overlap with others.
 */
export function nextNamed(before: readonly Named[], arrivals: readonly Arrival[], now: number): readonly Named[] {
  const pointOf = new Map(arrivals.map(({ slot, point }) => [slot, point]));
  const kept = before.filter(({ slot, since }) => now - since < NAMED_MS && pointOf.has(slot));
  const named = [...kept];
  const recent = arrivals.filter(
    ({ slot, arrivedAt }) => now - arrivedAt < NAMED_MS && before.every((one) => one.slot !== slot),
  );
  for (const { slot, point } of recent.sort((a, b) => b.arrivedAt - a.arrivedAt)) {
    if (named.length >= NAMED) break;
    const isApart = named.every((one) => {
      const other = pointOf.get(one.slot);
      return other === undefined || Math.hypot(other[0] - point[0], other[1] - point[1]) > APART;
    });
    if (isApart) named.push({ slot, since: now });
  }
  return named.length === before.length && kept.length === before.length ? before : named;
}
