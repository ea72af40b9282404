import type { Words } from '../../../wand/messages/wand-messages';

const sigils: Words['marks']['sigils'] = {
  moon: 'Mond',
  star: 'Stern',
  key: 'Schlüssel',
  feather: 'Feder',
  candle: 'Kerze',
  moth: 'Nachtfalter',
  acorn: 'Eichel',
  comet: 'Komet',
};
const metals: Words['marks']['metals'] = {
  silver: 'Silber',
  brass: 'Messing',
  copper: 'Kupfer',
  verdigris: 'Grünspan',
  iron: 'Eisen',
};

export const marks: Words['marks'] = {
  sigil: 'Zeichen',
  metal: 'Metall des Stabs',
  both: 'Zeichen und Metall',
  sigils,
  metals,
  chosen: (sigil, metal) => `${sigils[sigil]}, ${metals[metal]}`,
};
