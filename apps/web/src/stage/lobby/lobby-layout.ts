import type { Point } from '../../shared/canvas/point';
import type { Box } from '../ui/stage-units';
import { lobbyArea, lobbyField, type LobbyField } from './lobby-field';
import { capacityFor, scatterSeat } from './scatter-seats';

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

const fields = new Map<string, LobbyField>();
function fieldFor(capacity: number, area: Box): LobbyField {
  const key = `${capacity} ${area.height}`;
  const known = fields.get(key) ?? lobbyField(capacity, area);
  fields.set(key, known);
  return known;
}

interface LobbyPlaces {
  readonly field: LobbyField;
  readonly cell: number;
  /** Scale of the tiles; 1 except during a move. */
  readonly scale: number;
  readonly moving: boolean;
  /** Position of a seat; undefined if the layout has no room for it yet. */
  readonly pointOf: (seat: number) => Point | undefined;
  /** The lane for the name of a seat. */
  readonly laneOf: (seat: number) => number;
}

/** @param announcement takes part of the area */
export function lobbyPlaces(
  { capacity, before, since }: LobbyPlan,
  now: number,
  announcement: string | null = null,
): LobbyPlaces {
  const share = before === capacity ? 1 : eased((now - since) / MOVE_MS);
  const area = lobbyArea(announcement);
  const [to, from] = [fieldFor(capacity, area), fieldFor(before, area)];
  return {
    field: to,
    cell: to.cell,
    scale: 1 + (from.cell / to.cell - 1) * (1 - share),
    moving: share < 1,
    laneOf: (seat) => to.laneOf[scatterSeat(seat, capacity)] ?? 0,
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
