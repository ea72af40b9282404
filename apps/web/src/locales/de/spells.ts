import type { SpellTexts } from '../en/spells';

export const spells: SpellTexts = {
  ember: { name: 'Glut', hint: 'Rauf, runter, heim. Drei gerade Striche.' },
  tide: { name: 'Flut', hint: 'Eine lange Welle, von links nach rechts.' },
  gale: { name: 'Sturm', hint: 'Fang klein an und dreh dich nach außen.' },
  bloom: { name: 'Blüte', hint: 'Rauf, oben herum, wieder runter.' },
  spark: { name: 'Funke', hint: 'Quer, schräg, quer. Zackig.' },
  veil: { name: 'Schleier', hint: 'Ein langsamer Bogen, wie beim Zuziehen eines Vorhangs.' },
};
