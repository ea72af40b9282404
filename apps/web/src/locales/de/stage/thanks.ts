import type { StageTexts } from '../../en/stage/index';
import { grammar } from '../grammar';
import { ordinal } from '../numbers';

const { plural } = grammar;

export const thanks: StageTexts['thanks'] = {
  title: 'Danke',
  empty: 'Diesmal hat niemand einen Zauberstab genommen.',
  people: (count) => plural(count, { one: 'Zauberstab', other: 'Zauberstäbe' }),
  casts: (count) => plural(count, { one: 'Schwung', other: 'Schwünge' }),
  recognized: 'erkannt',
  rounds: (count) => plural(count, { one: 'Runde', other: 'Runden' }),
  winners: 'Auf dem Podest',
  place: ordinal,
  qrCode: 'QR-Code der Zusammenfassung',
  summary: 'Zur Zusammenfassung',
  summaryMore: 'Alle Runden und Zauber in Zahlen. Dein Andenken ist auf deinem Handy.',
};
