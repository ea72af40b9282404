import TinyQueue from 'tinyqueue';
import type { LabeledCast } from '../recognizer/labeled-cast.js';

/**
 * Most labeled casts that a model is fitted to: 1,000 train in 9 s. More of the same people make it no better
 * (docs/decisions/recognition/models-learn-from-a-coreset.md).
 */
export const CORESET_CASTS = 1000;

type Owned = Pick<LabeledCast, 'label' | 'user'>;

/** One person's casts of one spell. */
interface Pool {
  readonly user: string;
  /** Indices of the casts that are not chosen yet; the next one is last. */
  readonly left: number[];
  chosen: number;
}

/** The casts of one spell. */
interface SpellPools {
  readonly pools: readonly Pool[];
  chosen: number;
}

/**
 * A balanced part of the casts: one of every spell, one of every person, then always one of the spell with the fewest,
 * from the person with the fewest. A person's casts of a spell are taken evenly over time. The same casts give the same
 * part.
 * @returns at most `most` of the casts, in their order; all of them if there are no more
 */
export function coresetOf<T extends Owned>(casts: readonly T[], most = CORESET_CASTS): readonly T[] {
  if (casts.length <= most) return casts;
  const spells = poolsOf(casts);
  const chosenOf = new Map<string, number>();
  const chosen = new Set<number>();
  const takeOne = (spell: SpellPools, queue: PoolQueue): boolean => {
    const pool = queue.next();
    const cast = pool?.left.pop();
    if (pool === undefined || cast === undefined) return false;
    chosen.add(cast);
    spell.chosen++;
    pool.chosen++;
    chosenOf.set(pool.user, (chosenOf.get(pool.user) ?? 0) + 1);
    return true;
  };
  const takeOf = (isWanted: (user: string) => boolean): void => {
    let open = spells.map((spell) => ({ spell, queue: new PoolQueue(spell.pools, chosenOf, isWanted) }));
    while (open.length > 0 && chosen.size < most) {
      const next = open.reduce((fewest, one) => (one.spell.chosen < fewest.spell.chosen ? one : fewest));
      if (!takeOne(next.spell, next.queue)) open = open.filter((one) => one !== next);
    }
  };
  for (const spell of spells.slice(0, most)) takeOne(spell, new PoolQueue(spell.pools, chosenOf, () => true));
  takeOf((user) => !chosenOf.has(user));
  takeOf(() => true);
  return casts.filter((_, i) => chosen.has(i));
}

/** A pool's place in the queue of its spell. */
interface Place {
  readonly pool: Pool;
  readonly position: number;
  /** Casts of the person that were chosen when it was queued: of the spell, and of all. */
  readonly chosen: number;
  readonly total: number;
}

const earlierPlace = (a: Place, b: Place): number =>
  a.chosen - b.chosen || a.total - b.total || a.position - b.position;

/**
 * Whose cast of a spell to take next: who has the fewest chosen ones of the spell, then of all spells. Thousands of people
 * may have taught it. Those numbers only grow, so a place that is behind its pool is put further back when its turn comes.
 */
class PoolQueue {
  private readonly queue: TinyQueue<Place>;

  /** @param isWanted whose casts are taken; who is not wanted once, never is again */
  constructor(
    pools: readonly Pool[],
    private readonly chosenOf: ReadonlyMap<string, number>,
    private readonly isWanted: (user: string) => boolean,
  ) {
    this.queue = new TinyQueue(
      pools.map((pool, position) => this.placeOf(pool, position)),
      earlierPlace,
    );
  }

  next(): Pool | undefined {
    for (let place = this.queue.pop(); place !== undefined; place = this.queue.pop()) {
      const { pool, position } = place;
      if (pool.left.length === 0 || !this.isWanted(pool.user)) continue;
      const now = this.placeOf(pool, position);
      this.queue.push(now);
      if (earlierPlace(place, now) === 0) return pool;
    }
    return undefined;
  }

  private placeOf(pool: Pool, position: number): Place {
    return { pool, position, chosen: pool.chosen, total: this.chosenOf.get(pool.user) ?? 0 };
  }
}

function poolsOf(casts: readonly Owned[]): SpellPools[] {
  const bySpell = new Map<string, Map<string, number[]>>();
  casts.forEach(({ label, user }, i) => {
    const byUser = bySpell.get(label) ?? new Map<string, number[]>();
    bySpell.set(label, byUser);
    const own = byUser.get(user);
    if (own === undefined) byUser.set(user, [i]);
    else own.push(i);
  });
  return [...bySpell.values()].map((byUser) => ({
    pools: [...byUser].map(([user, own]) => ({ user, left: evenlyLast(own), chosen: 0 })),
    chosen: 0,
  }));
}

/** Reordered so that the last few, however many, are spread evenly (multiples of the golden ratio); the newest is last. */
function evenlyLast(own: readonly number[]): number[] {
  const orderOf = (place: number): number => (((own.length - 1 - place) * (Math.sqrt(5) - 1)) / 2) % 1;
  return own
    .map((cast, place) => ({ cast, order: orderOf(place) }))
    .sort((a, b) => b.order - a.order)
    .map(({ cast }) => cast);
}
