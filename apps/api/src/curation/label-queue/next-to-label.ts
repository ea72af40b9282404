import type { CastId, QueueSlice, SpellId } from '@wandcast/protocol';

/** A cast that may be labeled next. */
export interface Candidate {
  readonly castId: CastId;
  readonly person: string;
  readonly guess: SpellId | null;
  readonly slice: QueueSlice;
  /** How much is to be learnt from its label, within its slice: 0..1. */
  readonly interest: number;
  /** As shape.ts has it; null where it is not known. */
  readonly shape: Int8Array | null;
}

/** One of so many is not chosen for what the model thinks of it: else nobody notices what it is surely wrong about. */
const RANDOM_EVERY = 6;
/** One of so many was labeled by somebody else: how far people agree is known from these. */
const SECOND_EVERY = 8;
/** Of so many in a row at most MOST_ALIKE are of one person and one guess. */
const ROW = 6;
const MOST_ALIKE = 2;
/** Shapes of this much in common, 0..1, are the same movement again. */
const NEAR_DUPLICATE = 0.97;

/** What comes first, whatever the order within. */
const rank: Readonly<Record<QueueSlice, number>> = {
  quarantine: 3,
  contradiction: 2,
  uncertain: 1,
  second: 0,
  random: 0,
};

/**
 * The next `count` casts to label: the most is to be learnt from first, never a run of the same, now and then one at
 * random and one that somebody else has labeled.
 * @param candidates without those the page has  @param recent chosen before, oldest first  @param random 0..1
 */
export function chooseNext(
  candidates: readonly Candidate[],
  count: number,
  recent: readonly Candidate[],
  random: () => number,
): Candidate[] {
  const left = [...candidates].sort((a, b) => rank[b.slice] - rank[a.slice] || b.interest - a.interest);
  const chosen: Candidate[] = [];
  while (chosen.length < count && left.length > 0) {
    const row = [...recent, ...chosen].slice(1 - ROW);
    const place = placeOf(left, recent.length + chosen.length + 1, row, random);
    const [next] = left.splice(place, 1);
    if (next !== undefined) chosen.push(next);
  }
  return chosen;
}

/** Where the `turn`-th choice stands in `left`. */
function placeOf(left: readonly Candidate[], turn: number, row: readonly Candidate[], random: () => number): number {
  if (turn % SECOND_EVERY === 0) {
    const second = left.findIndex(({ slice }) => slice === 'second');
    if (second >= 0) return second;
  }
  if (turn % RANDOM_EVERY === 0) {
    const places = left.flatMap(({ slice }, place) => (slice === 'random' ? [place] : []));
    if (places.length > 0) return places[Math.floor(random() * places.length)] ?? 0;
  }
  const isOwn = ({ slice }: Candidate): boolean => slice !== 'second' && slice !== 'random';
  const fresh = left.findIndex((one) => isOwn(one) && isFresh(one, row));
  if (fresh >= 0) return fresh;
  return Math.max(0, left.findIndex(isOwn)); // nothing but the same is left
}

function isFresh(one: Candidate, row: readonly Candidate[]): boolean {
  const alike = row.filter(({ person, guess }) => person === one.person && guess === one.guess);
  return alike.length < MOST_ALIKE && !row.some(({ shape }) => likeness(shape, one.shape) > NEAR_DUPLICATE);
}

/** How much two shapes have in common, whatever their strength: 1 is the same, 0 nothing or unknown (cosine). */
export function likeness(a: Int8Array | null, b: Int8Array | null): number {
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
