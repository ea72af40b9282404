import type { Metal, Sigil } from '@wandcast/protocol';

/** The sigils a participant can choose, in display order. */
export const sigils = [
  'moon',
  'star',
  'key',
  'feather',
  'candle',
  'moth',
  'acorn',
  'comet',
] as const satisfies readonly Sigil[];

/** The metals of wands: the color of a participant, as opposed to the color of a spell. */
export const metals = ['silver', 'brass', 'copper', 'verdigris', 'iron'] as const satisfies readonly Metal[];

/** SVG path of each sigil in a 24 x 24 box. */
export const sigilPaths: Readonly<Record<Sigil, string>> = {
  moon: 'M15.5 3.5a9 9 0 1 0 5 12.2A7.6 7.6 0 0 1 15.5 3.5z',
  star: 'M12 2.5v19M2.5 12h19M6 6l12 12M18 6 6 18',
  key: 'M8 4a4 4 0 1 0 .01 0zM8 12v9.5M8 17h5M8 21h4',
  feather: 'M4 21C6 12 11 5 20 3c1 8-5 14-13 14M9.5 14.5l6-6',
  candle: 'M9 11h6v10.5H9zM12 11V8.6M12 2.2c2.4 2.6 2.4 5 0 6-2.4-1-2.4-3.4 0-6z',
  moth: 'M12 7v12M12 9C9 3.5 3 4 2.5 8c-.4 4 4 5.5 9.5 4M12 9c3-5.5 9-5 9.5-1 .4 4-4 5.5-9.5 4M12 13c-4 0-6 2-5.5 5 .4 2 4 2 5.5-1M12 13c4 0 6 2 5.5 5-.4 2-4 2-5.5-1',
  acorn: 'M5 10c0-4 3-6 7-6s7 2 7 6zM6.5 10c0 6 2.5 9 5.5 11.5C15 19 17.5 16 17.5 10M12 4V2',
  comet: 'M16 5a4 4 0 1 0 .01 0zM12.8 11.5 3 21M11.8 8.5 3.5 14M15.5 13.2 10 21',
};
