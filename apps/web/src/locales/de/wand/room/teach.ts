import type { RoomTexts } from '../../../en/wand/room/index';
import { numbers } from '../../numbers';

export const teach: RoomTexts['teach'] = {
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
  left: (leftMs) => `noch ${numbers.seconds(leftMs)} s`,
  stop: 'Halt, das war nichts',
  wasThat: { before: 'War das', after: '?' },
  sketch: 'Dein Weg: eine Skizze, die abdriftet.',
  readings: (durationMs, count) =>
    `${numbers.seconds(durationMs)} s, ${numbers.count(count)} ${count === 1 ? 'Messwert' : 'Messwerte'}`,
  keep: 'Ins Buch damit',
  redo: 'Noch einmal',
  recorded: (hint) => `Aufgenommen. ${hint} Ins Buch damit, oder noch einmal?`,
  kept: 'Steht im Buch.',
  keptAndNext: (spell) => `Steht im Buch. Der Raum lernt jetzt ${spell}.`,
};

const casts = (count: number): string => (count === 1 ? '1 Schwung' : `${count.toLocaleString('de')} Schwünge`);

export const teachingNeeds: RoomTexts['teachingNeeds'] = {
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

export const recordingAdvice: RoomTexts['recordingAdvice'] = {
  felt: {
    none: 'Klar und ruhig.',
    empty: 'Dein Handy hat fast nichts gemeldet.',
    still: 'Dein Handy hat kaum Bewegung gespürt.',
    short: 'Das war im Nu vorbei.',
    cut: 'Die Zeit war zuerst um.',
    clipped: 'Schneller, als dein Handy spüren kann.',
    slow: 'Dein Handy misst langsam, aber es reicht.',
  },
  advice: {
    empty: 'Noch einmal, dann sollte es klappen.',
    still: 'Zeichne ihn so groß wie einen Teller.',
    short: 'Etwas langsamer, dann sieht das Handy alles.',
    cut: 'Leg gleich nach dem Zählen los.',
    clipped: 'Etwas sanfter, dann spürt es alles.',
  },
  odd: {
    name: 'Zum letzten Schwung',
    unlike: (taught) => `Der sah anders aus als sonst bei „${taught}“. War er so gemeint?`,
    heardAs: (heard, taught) => `Das Modell hat ${heard} gehört. War es ${taught}?`,
    takeBack: 'Zurücknehmen',
    keep: 'Ja, behalten',
    takenBack: 'Zurückgenommen.',
    stillThere: 'Er steht noch im Buch.',
  },
};
