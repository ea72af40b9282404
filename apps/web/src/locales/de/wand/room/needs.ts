import type { InsideWords } from '../../../../wand/messages/wand-messages';

const casts = (count: number): string => (count === 1 ? '1 Schwung' : `${count.toLocaleString('de')} Schwünge`);

export const needs: InsideWords['needs'] = {
  ready: (given) => `Schon ${casts(given)} aus dem Raum; jeder weitere macht das Modell sicherer.`,
  glyph: (spell, people) =>
    `${spell} lässt sich schon nach dem Zeichen zaubern; machen es ${people} Leute vor, wird das Modell sicherer.`,
  more: (spell, more, people) => {
    const from = people === 0 ? '' : people === 1 ? ' von noch einer Person' : ` von ${people} weiteren Leuten`;
    return `${spell} braucht noch ${casts(more)}${from}.`;
  },
  teaching: { before: 'Der Raum lernt', after: 'jetzt' },
  done: (given, enough) => `${given} von ${enough} geschafft`,
};
