import type { Metal, Sigil } from '@wandcast/protocol';

const sigils: Readonly<Record<Sigil, string>> = {
  moon: 'Moon',
  star: 'Star',
  key: 'Key',
  feather: 'Feather',
  candle: 'Candle',
  moth: 'Moth',
  acorn: 'Acorn',
  comet: 'Comet',
};
const metals: Readonly<Record<Metal, string>> = {
  silver: 'Silver',
  brass: 'Brass',
  copper: 'Copper',
  verdigris: 'Verdigris',
  iron: 'Iron',
};

/** The marks one may choose, by the names people read. */
export const marks = {
  sigil: 'Sigil',
  metal: 'Wand metal',
  both: 'Sigil and wand metal',
  sigils,
  metals,
  chosen: (sigil: Sigil, metal: Metal) => `${sigils[sigil]}, ${metals[metal].toLowerCase()}`,
};
