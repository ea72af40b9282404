import { roundTo } from '../figures/round-to.js';
import { CAST_SECONDS, loadOf, nodesFor, peakOfAll, placeRooms, type Load } from './place-rooms.js';
import { isPlaying, simulateUses, type Demand, type RoomUse } from './simulate-uses.js';
import { UNIT_COSTS } from './unit-costs.js';

/** Prices in one currency. */
export interface Prices {
  readonly coreHour: number;
  /** Of a stored GB in a month. */
  readonly storedGb: number;
  /** Of a GB sent to phones and stages. */
  readonly sentGb: number;
}

/** Result of `npm run capacity`; its usage explains the terms. */
export interface CapacityPlan {
  readonly uses: number;
  readonly casts: number;
  readonly peak: Load & { readonly rooms: number };
  readonly largestRoom: Load & { readonly nodes: number };
  readonly nodes: number;
  readonly busiestNode: Load & { readonly mb: number };
  readonly overWhenHashed: number;
  readonly cores: number;
  readonly databaseCores: number;
  readonly inMbitPerSecond: number;
  readonly outMbitPerSecond: number;
  readonly storedGbPerMonth: number;
  readonly sentGbPerMonth: number;
  readonly pricePerMonth: number;
  readonly pricePerThousandCasts: number;
}

const WEEKS_PER_MONTH = 52 / 12;
const HOURS_PER_MONTH = 730;
/** A server process keeps one core busy with its main thread and another with recognition, trainings and collection. */
const CORES_PER_NODE = 2;

/** Simulates a week, and finds what it takes that no room waits. */
export function planCapacity(demand: Demand, prices: Prices, seed: number): CapacityPlan {
  const uses = simulateUses(demand, seed);
  const peak = peakOfAll(uses, demand.played);
  const largest = loadOf(uses.reduce((most, { people }) => Math.max(most, people), 0));
  const { nodes, busiest, overWhenHashed } = placeRooms(uses, demand, seed);
  const rooms = mostAtOnce(uses);
  const casts = uses.reduce((sum, use) => sum + castsIn(use, demand.played), 0);
  const perMonth = casts * WEEKS_PER_MONTH;
  const stored = (UNIT_COSTS.castStoredBytes * perMonth) / 1e9;
  const sent = ((UNIT_COSTS.castOutBytes * casts + stageBytes(uses)) * WEEKS_PER_MONTH) / 1e9;
  const databaseCores = (UNIT_COSTS.castDatabaseCpuMs / 1_000) * peak.castsPerSecond;
  const rented = CORES_PER_NODE * nodes + Math.max(CORES_PER_NODE, Math.ceil(databaseCores));
  const price = rented * HOURS_PER_MONTH * prices.coreHour + stored * prices.storedGb + sent * prices.sentGb;
  const toStages = rooms * UNIT_COSTS.stageOutBytes + peak.people * UNIT_COSTS.personOutBytes;
  return {
    uses: uses.length,
    casts: Math.round(casts),
    peak: { rooms, ...rounded(peak) },
    largestRoom: { ...rounded(largest), nodes: nodesFor(largest) },
    nodes,
    busiestNode: { ...rounded(busiest), mb: memoryOf(busiest, rooms / nodes) },
    overWhenHashed: roundTo(overWhenHashed, 3),
    cores: roundTo((UNIT_COSTS.castCpuMs / 1_000) * peak.castsPerSecond, 2),
    databaseCores: roundTo(databaseCores, 3),
    inMbitPerSecond: megabits(peak.castsPerSecond * UNIT_COSTS.castInBytes),
    outMbitPerSecond: megabits(peak.castsPerSecond * UNIT_COSTS.castOutBytes + toStages),
    storedGbPerMonth: roundTo(stored, 2),
    sentGbPerMonth: roundTo(sent, 2),
    pricePerMonth: Math.round(price),
    pricePerThousandCasts: roundTo(price / Math.max(1, perMonth / 1_000), 3),
  };
}

function castsIn(use: RoomUse, played: number): number {
  let minutes = 0;
  for (let minute = use.from; minute < use.until; minute++) if (isPlaying(use, minute, played)) minutes++;
  return (minutes * 60 * use.people) / CAST_SECONDS;
}

/** Most rooms in use at the same time. */
function mostAtOnce(uses: readonly RoomUse[]): number {
  const changes = uses.flatMap(({ from, until }) => [
    { at: from, by: 1 },
    { at: until, by: -1 },
  ]);
  let [now, most] = [0, 0];
  for (const { by } of changes.sort((a, b) => a.at - b.at || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** To the stages of a week, one in each room. */
function stageBytes(uses: readonly RoomUse[]): number {
  const { stageOutBytes, personOutBytes } = UNIT_COSTS;
  return uses.reduce(
    (sum, { from, until, people }) => sum + 60 * (until - from) * (stageOutBytes + people * personOutBytes),
    0,
  );
}

function memoryOf({ people }: Load, rooms: number): number {
  return Math.round(UNIT_COSTS.nodeMb + rooms * UNIT_COSTS.roomMb + people * UNIT_COSTS.personMb);
}

function megabits(bytesPerSecond: number): number {
  return roundTo((8 * bytesPerSecond) / 1e6, 2);
}

function rounded({ people, castsPerSecond }: Load): Load {
  return { people, castsPerSecond: roundTo(castsPerSecond, 1) };
}
