import type { CastId, QueueSlice, SpellId } from '@wandcast/protocol';

/** A cast that may be labeled next. */
export interface Candidate {
  readonly castId: CastId;
  readonly person: string;
  readonly guess: SpellId | null;
  readonly slice: QueueSlice;
  /** Priority within its slice, 0..1: how informative its label is expected to be. */
  readonly priority: number;
  /** See shape.ts in the gesture library; null if unknown. */
  readonly shape: Int8Array | null;
}

/** Every n-th choice is random, to find casts that the model gets wrong with high confidence. */
const RANDOM_EVERY = 6;
/** Every n-th choice was labeled by another moderator, to measure agreement. */
const SECOND_EVERY = 8;
/** Among this many consecutive choices, at most MOST_SIMILAR share a person and a guess. */
const WINDOW = 6;
const MOST_SIMILAR = 2;
/** Shapes with a higher similarity, 0..1, count as the same movement. */
const NEAR_DUPLICATE = 0.97;

/** Order of the slices, highest first. */
const rank: Readonly<Record<QueueSlice, number>> = {
  quarantine: 4,
  contradiction: 3,
  disagreement: 3,
  uncertain: 2,
  unsure: 1,
  second: 0,
  random: 0,
  mine: 0,
};

/**
 * The next `count` casts to label: the most informative first, avoiding runs of similar casts, mixed with random ones
 * and second opinions.
 * @param candidates excluding those already on the page
 * @param recent earlier choices, oldest first
 * @param random returns a number 0..1
 */
export function chooseNext(
  candidates: readonly Candidate[],
  count: number,
  recent: readonly Candidate[],
  random: () => number,
): Candidate[] {
  const left = [...candidates].sort((a, b) => rank[b.slice] - rank[a.slice] || b.priority - a.priority);
  const chosen: Candidate[] = [];
  while (chosen.length < count && left.length > 0) {
    const window = [...recent, ...chosen].slice(1 - WINDOW);
    const index = indexOfNext(left, recent.length + chosen.length + 1, window, random);
    const [next] = left.splice(index, 1);
    if (next !== undefined) chosen.push(next);
  }
  return chosen;
}

/** Index in `left` of the `turn`-th choice. */
function indexOfNext(
  left: readonly Candidate[],
  turn: number,
  window: readonly Candidate[],
  random: () => number,
): number {
  if (turn % SECOND_EVERY === 0) {
    const second = left.findIndex(({ slice }) => slice === 'second');
    if (second >= 0) return second;
  }
  if (turn % RANDOM_EVERY === 0) {
    const indices = left.flatMap(({ slice }, index) => (slice === 'random' ? [index] : []));
    if (indices.length > 0) return indices[Math.floor(random() * indices.length)] ?? 0;
  }
  const isOwn = ({ slice }: Candidate): boolean => slice !== 'second' && slice !== 'random';
  const fresh = left.findIndex((one) => isOwn(one) && isFresh(one, window));
  if (fresh >= 0) return fresh;
  return Math.max(0, left.findIndex(isOwn)); // only similar casts are left
}

function isFresh(one: Candidate, window: readonly Candidate[]): boolean {
  const similar = window.filter(({ person, guess }) => person === one.person && guess === one.guess);
  return similar.length < MOST_SIMILAR && !window.some(({ shape }) => similarityOf(shape, one.shape) > NEAR_DUPLICATE);
}

/** Cosine similarity of two shapes, 0..1, independent of their amplitude; 0 if one is unknown. */
export function similarityOf(a: Int8Array | null, b: Int8Array | null): number {
  if (a === null || a.length !== b?.length) return 0;
  let [both, left, right] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    both += x * y;
    left += x * x;
    right += y * y;
  }
  return left === 0 || right === 0 ? 0 : Math.max(0, both / Math.sqrt(left * right));
}
