import { seeded } from '@wandcast/gesture';
import { isPlaying, type Demand, type RoomUse } from './simulate-uses.js';
import { NODE_LIMITS } from './unit-costs.js';

/** People and casts a second at one time. */
export interface Load {
  readonly people: number;
  readonly castsPerSecond: number;
}

interface Placement {
  readonly nodes: number;
  readonly busiest: Load;
  /** Share of people's minutes on nodes with too much if a hash of the room chose among so many nodes. */
  readonly overWhenHashed: number;
}

/** In a round, each person casts once in so many seconds. */
export const CAST_SECONDS = 6;
const MOST_NODES = 10_000;

/**
 * The fewest nodes that never have too much, if a room opens on the node with the fewest people. A room
 * that casts more than a node should may have one for itself; one with more people than a node can serve is divided.
 */
export function placeRooms(uses: readonly RoomUse[], { rooms, played }: Demand, seed: number): Placement {
  const largest = loadOf(uses.reduce((most, { people }) => Math.max(most, people), 0));
  if (largest.people > NODE_LIMITS.people) return { nodes: nodesFor(largest), busiest: largest, overWhenHashed: 1 };
  const random = seeded(seed + 1);
  const places = Array.from({ length: rooms }, () => random()); // what a hash of each room's id would be
  const { people } = peakOfAll(uses, played);
  for (let nodes = Math.max(1, Math.ceil(people / NODE_LIMITS.people)); nodes <= MOST_NODES; nodes++) {
    const placed = placeUses(uses, nodes);
    const minutes = minutesOn(uses, played, nodes, (use) => placed.get(use) ?? 0);
    if (shareOver(minutes) > 0) continue;
    const hashed = minutesOn(uses, played, nodes, ({ room }) => Math.floor((places[room] ?? 0) * nodes));
    return { nodes, busiest: peakOf(minutes), overWhenHashed: shareOver(hashed) };
  }
  throw new Error(`more than ${MOST_NODES} nodes`);
}

/** What a room with so many people is in a round. */
export function loadOf(people: number): Load {
  return { people, castsPerSecond: people / CAST_SECONDS };
}

/** Nodes that a load needs, if it could be divided. */
export function nodesFor({ people, castsPerSecond }: Load): number {
  return Math.max(1, Math.ceil(people / NODE_LIMITS.people), Math.ceil(castsPerSecond / NODE_LIMITS.castsPerSecond));
}

/** Most people and most casts at one time, which need not be the same. */
export function peakOfAll(uses: readonly RoomUse[], played: number): Load {
  return peakOf(minutesOn(uses, played, 1, () => 0));
}

/** The node of each use: the one that has the fewest people when it begins. */
function placeUses(uses: readonly RoomUse[], nodes: number): Map<RoomUse, number> {
  const [placed, people] = [new Map<RoomUse, number>(), new Array<number>(nodes).fill(0)];
  const inOrder = [...uses].sort((a, b) => a.from - b.from || b.people - a.people);
  let first = 0; // all last equally long, so the first to begin is the first to end
  for (const use of inOrder) {
    for (let ended = inOrder[first]; ended !== undefined && ended.until <= use.from; ended = inOrder[++first]) {
      const node = placed.get(ended) ?? 0;
      people[node] = (people[node] ?? 0) - ended.people;
    }
    const node = people.indexOf(Math.min(...people));
    placed.set(use, node);
    people[node] = (people[node] ?? 0) + use.people;
  }
  return placed;
}

/** Of a node, in each minute of a week. */
interface NodeMinutes {
  readonly people: Float64Array;
  /** Those of them who play a round. */
  readonly playing: Float64Array;
  /** The most of those in one room. */
  readonly inOneRoom: Float64Array;
}

function minutesOn(
  uses: readonly RoomUse[],
  played: number,
  nodes: number,
  nodeOf: (use: RoomUse) => number,
): NodeMinutes[] {
  const length = uses.reduce((last, { until }) => Math.max(last, until), 0);
  const all = Array.from({ length: nodes }, () => ({
    people: new Float64Array(length),
    playing: new Float64Array(length),
    inOneRoom: new Float64Array(length),
  }));
  for (const use of uses) {
    const node = all[nodeOf(use)];
    if (node === undefined) throw new Error('a room needs a node');
    for (let minute = use.from; minute < use.until; minute++) {
      node.people[minute] = (node.people[minute] ?? 0) + use.people;
      if (!isPlaying(use, minute, played)) continue;
      node.playing[minute] = (node.playing[minute] ?? 0) + use.people;
      node.inOneRoom[minute] = Math.max(node.inOneRoom[minute] ?? 0, use.people);
    }
  }
  return all;
}

function peakOf(nodes: readonly NodeMinutes[]): Load {
  const most = (values: readonly Float64Array[]): number =>
    values.reduce((peak, one) => one.reduce((higher, value) => Math.max(higher, value), peak), 0);
  return {
    people: most(nodes.map(({ people }) => people)),
    castsPerSecond: most(nodes.map(({ playing }) => playing)) / CAST_SECONDS,
  };
}

/** Share of people's minutes on nodes with too much. One room alone is never too much, or nobody could serve it. */
function shareOver(nodes: readonly NodeMinutes[]): number {
  let [over, total] = [0, 0];
  for (const { people, playing, inOneRoom } of nodes)
    people.forEach((count, minute) => {
      const casting = playing[minute] ?? 0;
      const isTooMuch = casting / CAST_SECONDS > NODE_LIMITS.castsPerSecond && casting > (inOneRoom[minute] ?? 0);
      total += count;
      if (isTooMuch || count > NODE_LIMITS.people) over += count;
    });
  return over / Math.max(1, total);
}
