import type { Metal, Sigil } from '@wandcast/protocol';

export const sigilNames: Readonly<Record<Sigil, string>> = {
  moon: 'Mond',
  star: 'Stern',
  key: 'Schlüssel',
  feather: 'Feder',
  candle: 'Kerze',
  moth: 'Nachtfalter',
  acorn: 'Eichel',
  comet: 'Komet',
};

export const metalNames: Readonly<Record<Metal, string>> = {
  silver: 'Silber',
  brass: 'Messing',
  copper: 'Kupfer',
  verdigris: 'Grünspan',
  iron: 'Eisen',
};
