import type { InsideWords } from '../../../../wand/messages/wand-messages';
import { figures } from './figures';

export const teach: InsideWords['teach'] = {
  back: 'Zurück zur Auswahl',
  title: 'Zauber beibringen',
  how: 'Fünf von jedem sind genug. Am meisten lernt das Modell aus Zaubern, die ihm erst wenige gezeigt haben.',
  blank: 'Das Buch ist leer: Noch steht kein Zauber darin.',
  one: (spell, given, of, isNeededMost) =>
    `${spell} beibringen, ${given} von ${of} geschafft${isNeededMost ? ', am nötigsten' : ''}`,
  neededMost: 'am nötigsten',
  fromYou: 'von dir',
  fromRoom: 'vom Raum',
  yourCasts: 'Deine Schwünge',
  asks: (spell) => `Der Raum lernt jetzt ${spell}.`,
  progress: (spell, number, of) => `${spell}, ${number} von ${of}`,
  oneMore: (spell) => `${spell}, noch einmal`,
  hold: 'Halt das Handy wie eine Taschenlampe, Bildschirm nach oben. Lass dir etwa zwei Sekunden Zeit.',
  countMeIn: 'Zähl mich ein',
  spokenCount: (spell) => `${spell} in drei, zwei, eins.`,
  wandUp: 'Zauberstab hoch.',
  notYet: 'Noch nicht',
  drawNow: 'Zeichne jetzt',
  left: (leftMs) => `noch ${figures.seconds(leftMs)} s`,
  stop: 'Halt, das war nichts',
  wasThat: { before: 'War das', after: '?' },
  sketch: 'Dein Weg: eine Skizze, die abdriftet.',
  readings: (durationMs, count) =>
    `${figures.seconds(durationMs)} s, ${figures.count(count)} ${count === 1 ? 'Messwert' : 'Messwerte'}`,
  keep: 'Ins Buch damit',
  redo: 'Noch einmal',
  recorded: (hint) => `Aufgenommen. ${hint} Ins Buch damit, oder noch einmal?`,
  kept: 'Steht im Buch.',
  keptAndNext: (spell) => `Steht im Buch. Der Raum lernt jetzt ${spell}.`,
};
