import { grammar } from '../../grammar';
import { groveNames } from '../../groves';
import { LOCALE } from '../../locale';
import { ordinal } from '../../numbers';
import type { Grove } from '@wandcast/protocol';

/** "Friday 27 November 2026" */
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full' });
const points = (count: number): string => grammar.counted(count, { one: 'point', other: 'points' });
const casts = (count: number): string => grammar.counted(count, { one: 'cast', other: 'casts' });

/** A picture of the participant's evening, to keep. */
export const souvenir = {
  title: 'Your souvenir',
  open: 'Your souvenir',
  back: 'Back',
  loading: 'Painting your souvenir',
  /** After why it could not be fetched. */
  failed: 'Your souvenir isn’t here yet.',
  retry: 'Try again',
  notPainted: 'This browser can’t paint pictures. Take a screenshot instead.',
  save: 'Save picture',
  share: 'Share',
  notShared: 'Sharing didn’t work. Save the picture instead.',
  /** The picture in words. */
  alt: (parts: readonly string[]) => `Souvenir: ${parts.join(', ')}.`,
  /** Name of the saved file, without its ending. */
  file: 'wandcast-souvenir',
  date: (at: number) => day.format(at),
  grove: (grove: Grove) => `${groveNames[grove]} grove`,
  rank: (rank: number) => `${ordinal(rank)} place`,
  points,
  spells: (count: number) => grammar.counted(count, { one: 'spell', other: 'spells' }),
  casts,
  taught: (count: number) => `${casts(count)} taught`,
  /** @param chance "93%" */
  sure: (chance: string) => `My best cast, ${chance} sure`,
  sketch: 'The line is a rough sketch of the movement.',
  /** Instead of the best cast. */
  none: 'You were there.',
  noCasts: 'Next time, wands out.',
  noneMore: 'No spell was recognized, but every wizard starts like this.',
};
