import { CORESET_CASTS, coresetOf } from '@wandcast/recognition';
import { startEngine, train } from '@wandcast/recognition/tensorflow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wandering } from '../fixtures/random-signals.js';

interface Owned {
  readonly id: number;
  readonly label: string;
  readonly user: string;
}

/** Casts in turns of spells and people, with `each` casts of each spell by each person. */
function roomOf(people: number, spells: number, each: number): Owned[] {
  return Array.from({ length: people * spells * each }, (_, id) => ({
    id,
    label: `spell ${id % spells}`,
    user: `person ${Math.floor(id / spells) % people}`,
  }));
}

function countBy(casts: readonly Owned[], keyOf: (cast: Owned) => string): number[] {
  const counts = new Map<string, number>();
  for (const cast of casts) counts.set(keyOf(cast), (counts.get(keyOf(cast)) ?? 0) + 1);
  return [...counts.values()];
}
/** Ids of the coreset, by a search through everyone for each cast. */
function chosenSlowly(room: readonly Owned[], most: number): number[] {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const poolOf = (label: string, user: string): Owned[] => {
    const own = room.filter((cast) => cast.label === label && cast.user === user);
    const orderOf = (place: number): number => ((own.length - 1 - place) * ratio) % 1;
    return own
      .map((cast, place) => ({ cast, order: orderOf(place) }))
      .sort((a, b) => a.order - b.order)
      .map(({ cast }) => cast);
  };
  const labels = [...new Set(room.map(({ label }) => label))];
  const pools = labels.flatMap((label) => {
    const users = [...new Set(room.filter((cast) => cast.label === label).map(({ user }) => user))];
    return users.map((user) => ({ label, user, left: poolOf(label, user), chosen: 0 }));
  });
  const chosen: Owned[] = [];
  const count = (fits: (cast: Owned) => boolean): number => chosen.filter(fits).length;
  const takeOne = (label: string, isWanted: (user: string) => boolean): boolean => {
    const open = pools.filter((pool) => pool.label === label && pool.left.length > 0 && isWanted(pool.user));
    const total = ({ user }: { user: string }): number => count((cast) => cast.user === user);
    const [first] = open.sort((a, b) => a.chosen - b.chosen || total(a) - total(b)); // stable
    const cast = first?.left.shift();
    if (first === undefined || cast === undefined) return false;
    first.chosen++;
    chosen.push(cast);
    return true;
  };
  const takeOf = (isWanted: (user: string) => boolean): void => {
    const ofLabel = (label: string): number => count((cast) => cast.label === label);
    for (let open = [...labels]; open.length > 0 && chosen.length < most;) {
      const next = open.reduce((fewest, label) => (ofLabel(label) < ofLabel(fewest) ? label : fewest));
      if (!takeOne(next, isWanted)) open = open.filter((label) => label !== next);
    }
  };
  for (const label of labels.slice(0, most)) takeOne(label, () => true);
  takeOf((user) => count((cast) => cast.user === user) === 0);
  takeOf(() => true);
  return idsOf(chosen).sort((a, b) => a - b);
}

const idsOf = (casts: readonly Owned[]): number[] => casts.map(({ id }) => id);

describe('a coreset', () => {
  test('of few casts is all of them, untouched', () => {
    const few = roomOf(10, 10, 10);
    expect(few).toHaveLength(CORESET_CASTS);
    expect(coresetOf(few)).toBe(few);
  });

  test('is bounded, and the same each time', () => {
    const many = roomOf(40, 10, 25);
    expect(coresetOf(many)).toHaveLength(CORESET_CASTS);
    expect(idsOf(coresetOf(many))).toEqual(idsOf(coresetOf(roomOf(40, 10, 25))));
  });

  test('keeps the order of the casts', () => {
    const ids = idsOf(coresetOf(roomOf(7, 5, 9), 100));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(100);
  });

  test('has equally many casts of each spell, and of each person', () => {
    const chosen = coresetOf(roomOf(10, 5, 20), 200);
    expect(countBy(chosen, ({ label }) => label)).toEqual(Array(5).fill(40));
    expect(countBy(chosen, ({ user }) => user)).toEqual(Array(10).fill(20));
    expect(countBy(chosen, ({ user, label }) => user + label)).toEqual(Array(50).fill(4));
  });

  test('balances people also if each can give only a few of their spells', () => {
    const chosen = coresetOf(roomOf(60, 8, 5), 120);
    expect(countBy(chosen, ({ user }) => user)).toEqual(Array(60).fill(2));
    expect(countBy(chosen, ({ label }) => label)).toEqual(Array(8).fill(15));
  });

  test('is the one that is found by looking at every person for each cast', () => {
    const owned = fc.record({ label: fc.constantFrom('a', 'b', 'c'), user: fc.nat(8).map(String) });
    fc.assert(
      fc.property(fc.array(owned, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (drawn, most) => {
        const room = drawn.map((cast, id) => ({ ...cast, id }));
        expect(idsOf(coresetOf(room, most))).toEqual(room.length <= most ? idsOf(room) : chosenSlowly(room, most));
      }),
    );
  });

  test('keeps all casts of a rare spell and of a quiet person', () => {
    const rare = [0, 1, 2].map((id) => ({ id: 1_000_000 + id, label: 'rare', user: `person ${id}` }));
    const quiet = [{ id: 2_000_000, label: 'spell 0', user: 'quiet' }];
    const ids = idsOf(coresetOf([...rare, ...roomOf(20, 6, 50), ...quiet], 90));
    expect(ids).toEqual(expect.arrayContaining([1_000_000, 1_000_001, 1_000_002, 2_000_000]));
  });

  test('keeps every person even if all of them cast one spell only', () => {
    const crowd = Array.from({ length: 80 }, (_, id) => ({
      id: 1_000_000 + id,
      label: 'spell 0',
      user: `guest ${id}`,
    }));
    const chosen = coresetOf([...roomOf(5, 8, 100), ...crowd], 100);
    expect(new Set(chosen.map(({ user }) => user)).size).toBe(85);
    expect(new Set(chosen.map(({ label }) => label)).size).toBe(8);
  });

  test('keeps every spell although there are more people than it may hold casts', () => {
    const crowd = Array.from({ length: 1_200 }, (_, id) => ({
      id: 1_000 + id,
      label: id % 2 === 0 ? 'common' : 'usual',
      user: `person ${id}`,
    }));
    const moderator = ['common', 'usual', 'rare'].map((label, id) => ({ id, label, user: 'moderator' }));
    const chosen = coresetOf([...moderator, ...crowd]);
    expect(chosen).toHaveLength(CORESET_CASTS);
    expect(countBy(chosen, ({ label }) => label).sort((a, b) => a - b)[0]).toBe(1);
    expect(new Set(chosen.map(({ label }) => label)).size).toBe(3);
  });

  test('takes the casts of a person from all of the time, the newest included', () => {
    const alone = Array.from({ length: 1_000 }, (_, id) => ({ id, label: 'spell', user: 'person' }));
    const ids = idsOf(coresetOf(alone, 20));
    expect(ids.at(-1)).toBe(999);
    for (let part = 0; part < 4; part++) {
      const { length } = ids.filter((id) => Math.floor(id / 250) === part);
      expect([4, 5, 6]).toContain(length);
    }
  });
});

describe('a training', () => {
  test('learns from a coreset, and reports its casts by their places among all', async () => {
    await startEngine('wasm');
    const copied = wandering(0, 40);
    const casts = roomOf(30, 2, 20).map((cast) => ({ ...cast, signal: wandering(cast.id + 1, 40) }));
    const [theirs, own] = [casts.length, casts.length + 1];
    casts.push({ id: theirs, label: 'spell 0', user: 'visitor', signal: copied });
    casts.push({ id: own, label: 'spell 0', user: 'guest', signal: copied });
    const spells = ['spell 0', 'spell 1'];
    const quick = { seed: 1, live: false, measure: false, effort: 0.001 };
    const { artifact, report } = await train({ casts }, { kind: 'cnn2018', spells, ...quick });
    expect(artifact.card.trainedOn).toMatchObject({ casts: CORESET_CASTS, people: 32 });
    expect(report.copies).toEqual([theirs, own]);
  });
});
