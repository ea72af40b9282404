import type { RoundKind } from '@wandcast/protocol';
import type { InsideWords } from '../../../../wand/messages/wand-messages';

const verbs: Readonly<Record<RoundKind, string>> = {
  order: 'Zaubere',
  free: 'Zaubere, was du willst',
  duel: 'Duell um',
  fastest: 'Wettlauf um',
  imitate: 'Zeichne',
};

const rules: Readonly<Record<RoundKind, string>> = {
  order: 'Am meisten zählt, wie sicher er erkannt wird, und schnell zählt auch. Dein bester Schwung gilt.',
  free: 'Jeder Zauber zählt einmal, je sicherer, desto besser.',
  duel: 'Du gegen eine andere Person. Wer besser ist, bekommt fünfzig dazu.',
  fastest: 'Je früher er gehört wird, desto mehr ist er wert.',
  imitate: 'Drück und zeichne genau so. Nur Ähnlichkeit zählt.',
};

const seconds = (count: number): string => `${count} ${count === 1 ? 'Sekunde' : 'Sekunden'}`;

export const round: InsideWords['round'] = {
  verb: (kind) => verbs[kind],
  rule: (kind) => rules[kind],
  line: (verb, spell) => `${verb} ${spell}`,
  announced: (line, inSeconds) => `${line}. In ${seconds(inSeconds)} geht es los.`,
  begins: (inSeconds) => `Eine Runde beginnt in ${inSeconds} s`,
  paused: (left) => `Die Runde ist angehalten, noch ${left} s`,
  on: (left) => `Eine Runde läuft, noch ${left} s`,
  play: 'Mitspielen',
};
