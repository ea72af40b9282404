import type { Metal, Sigil } from '@wandcast/protocol';

export const sigilNames: Readonly<Record<Sigil, string>> = {
  moon: 'Moon',
  star: 'Star',
  key: 'Key',
  feather: 'Feather',
  candle: 'Candle',
  moth: 'Moth',
  acorn: 'Acorn',
  comet: 'Comet',
};

export const metalNames: Readonly<Record<Metal, string>> = {
  silver: 'Silver',
  brass: 'Brass',
  copper: 'Copper',
  verdigris: 'Verdigris',
  iron: 'Iron',
};
