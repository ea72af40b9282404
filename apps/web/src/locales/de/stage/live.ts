import type { StageTexts } from '../../en/stage/index';
import { grammar } from '../grammar';

export const live: StageTexts['live'] = {
  title: 'Zaubert, was ihr wollt',
  noWands: 'Kein Zauberstab ist erwacht. Mach mit, der Code ist',
  casts: (count) => grammar.plural(count, { one: 'Schwung', other: 'Schwünge' }),
  perMinute: 'pro Minute',
  wands: (count) => grammar.plural(count, { one: 'Zauberstab', other: 'Zauberstäbe' }),
  pinned: 'Das Licht bleibt hier',
  fizzled: 'verpufft',
  taught: 'dem Modell beigebracht',
  first: 'Wer zaubert zuerst?',
  yourTurn: 'Du bist dran. Zaubere, was du willst.',
};
