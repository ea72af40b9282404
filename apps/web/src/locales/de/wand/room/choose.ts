import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const choose: InsideWords['choose'] = {
  title: 'Dein Stab ist wach',
  feels: (rateHz) => `Dein Handy spürt deine Hand ${rateHz}\u00a0Mal pro Sekunde.`,
  cast: 'Zaubern',
  asleep: 'Noch ist kein Modell wach. Deine Schwünge bleiben trotzdem erhalten.',
  listening: (version) => `Modell v${version} benennt, was deine Hand zeichnet.`,
  teach: 'Zauber beibringen',
  teachHow: 'Zeig dem Modell, wie deine Hand es macht. Fünf von jedem sind genug.',
  teaching: { before: 'Der Raum lernt gerade', after: '.' },
  casts: 'Deine Schwünge',
  data: 'Deine Daten',
  practice: 'Üben',
  sound: 'Ton',
};
