import { describe, expect, test } from 'vitest';
import { planCapacity, type Prices } from '../../../apps/tools/src/capacity/plan-capacity.js';
import { isPlaying, simulateUses, type Demand } from '../../../apps/tools/src/capacity/simulate-uses.js';
import { NODE_LIMITS, UNIT_COSTS } from '../../../apps/tools/src/capacity/unit-costs.js';

const prices: Prices = { coreHour: 0.03, storedGb: 0.1, sentGb: 0.05 };
const talks: Demand = {
  ...{ rooms: 8, profile: 'conference', usesPerWeek: 1 },
  ...{ people: 60, spread: 0, minutes: 60, played: 0.5 },
};
const service: Demand = {
  ...{ rooms: 1_000, profile: 'public', usesPerWeek: 5 },
  ...{ people: 30, spread: 0.7, minutes: 45, played: 0.3 },
};

describe('uses of rooms', () => {
  test('those of a conference are all at once, one after another in each room', () => {
    const uses = simulateUses({ ...talks, usesPerWeek: 2 }, 1);
    expect(uses).toHaveLength(16);
    expect([...new Set(uses.map(({ from, until }) => `${from}-${until}`))]).toEqual(['0-60', '60-120']);
  });

  test('those of a school are on its days and in its hours', () => {
    const uses = simulateUses({ ...service, profile: 'school' }, 1);
    expect(uses).toHaveLength(5_000);
    for (const { from } of uses) {
      expect(Math.floor(from / 1_440)).toBeLessThan(5);
      expect(Math.floor((from % 1_440) / 60)).toBeOneOf([8, 9, 10, 11, 12, 13, 14, 15]);
    }
  });

  test('the same seed gives the same week; the median of their people is the given one', () => {
    expect(simulateUses(service, 7)).toEqual(simulateUses(service, 7));
    const people = simulateUses(service, 7).map((use) => use.people).sort((a, b) => a - b); // prettier-ignore
    expect(people[2_500]).toBeGreaterThan(28);
    expect(people[2_500]).toBeLessThan(32);
  });

  test.each([0, 0.3, 0.5, 1])('rounds are played in a share of %d of the minutes', (played) => {
    const use = { room: 0, from: 100, until: 1_100, people: 1, phase: 0.4 };
    const count = Array.from({ length: 1_000 }, (_, n) => isPlaying(use, 100 + n, played)).filter(Boolean).length;
    expect(Math.abs(count - 1_000 * played)).toBeLessThanOrEqual(1);
  });
});

describe('a plan of capacity', () => {
  test('counts casts, people and costs of a conference', () => {
    const plan = planCapacity(talks, prices, 1);
    const casts = 8 * 60 * 30 * 10; // rooms, people, minutes of rounds, casts a minute
    expect(Math.abs(plan.casts - casts) / casts).toBeLessThan(0.04); // rounds begin and end with whole minutes
    expect(plan.peak).toMatchObject({ rooms: 8, people: 480 });
    expect(plan.peak.castsPerSecond).toBeLessThanOrEqual(80);
    expect(plan.cores).toBeCloseTo((plan.peak.castsPerSecond * UNIT_COSTS.castCpuMs) / 1_000, 2);
    expect(plan.storedGbPerMonth).toBeCloseTo((plan.casts * 52 * UNIT_COSTS.castStoredBytes) / 12 / 1e9, 2);
    expect(plan.largestRoom).toMatchObject({ people: 60, nodes: 1 });
  });

  test('has no node over its limits, and could not do with a node less than all need together', () => {
    const plan = planCapacity(service, prices, 1);
    expect(plan.busiestNode.people).toBeLessThanOrEqual(NODE_LIMITS.people);
    expect(plan.busiestNode.castsPerSecond).toBeLessThanOrEqual(NODE_LIMITS.castsPerSecond);
    expect(plan.nodes).toBeGreaterThanOrEqual(Math.ceil(plan.peak.people / NODE_LIMITS.people));
  });

  test('says that a room is larger than a node', () => {
    const hall = { ...talks, rooms: 1, people: 100_000, played: 1 };
    const { largestRoom, nodes } = planCapacity(hall, prices, 1);
    expect(largestRoom.people).toBe(100_000);
    expect(nodes).toBe(largestRoom.nodes);
    expect(nodes).toBe(Math.ceil(100_000 / 6 / NODE_LIMITS.castsPerSecond));
  });

  test('costs more for more rooms', () => {
    const [some, more] = [100, 1_000].map((rooms) => planCapacity({ ...service, rooms }, prices, 1));
    expect(more?.pricePerMonth).toBeGreaterThan(some?.pricePerMonth ?? Infinity);
  });
});
