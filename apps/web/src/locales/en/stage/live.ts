import { grammar } from '../grammar';

/** Free casting, and the spotlight. */
export const live = {
  title: 'Cast anything',
  /** Followed by the code. */
  noWands: 'No wand is awake. Join with the code',
  casts: (count: number) => grammar.plural(count, { one: 'cast', other: 'casts' }),
  perMinute: 'per minute',
  wands: (count: number) => grammar.plural(count, { one: 'wand', other: 'wands' }),
  pinned: 'The spotlight stays here',
  fizzled: 'fizzled',
  taught: 'taught to the model',
  /** In the spotlight before the first cast. */
  first: 'Who casts first?',
  yourTurn: 'Your turn. Cast anything.',
};
