import { grammar } from '../grammar';
import { ordinal } from '../numbers';

const { plural } = grammar;

/** The ending. */
export const thanks = {
  title: 'Thank you',
  empty: 'Nobody picked up a wand this time.',
  /** Each follows a number. */
  people: (count: number) => plural(count, { one: 'wizard', other: 'wizards' }),
  casts: (count: number) => plural(count, { one: 'cast', other: 'casts' }),
  recognized: 'recognized',
  rounds: (count: number) => plural(count, { one: 'round', other: 'rounds' }),
  winners: 'On the podium',
  place: ordinal,
  qrCode: 'QR code of the summary',
  summary: 'Scan for the summary',
  summaryMore: 'All rounds and spells in numbers. Your souvenir is on your phone.',
};
