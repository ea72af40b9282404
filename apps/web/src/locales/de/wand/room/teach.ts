import type { RoomTexts } from '../../../en/wand/room/index';
import { grammar } from '../../grammar';
import { numbers } from '../../numbers';

export const teach: RoomTexts['teach'] = {
  back: 'Zurück zur Auswahl',
  title: 'Zauber beibringen',
  how: 'Fünf von jedem sind genug. Am meisten lernt das Modell aus Zaubern, die ihm erst wenige beigebracht haben.',
  blank: 'Das Buch ist leer: Noch steht kein Zauber darin.',
  one: (spell, given, of, isNeededMost) =>
    `${spell} beibringen, ${given} von ${of} geschafft${isNeededMost ? ', am nötigsten' : ''}`,
  neededMost: 'am nötigsten',
  fromYou: 'von dir',
  fromRoom: 'vom Raum',
  yourCasts: 'Deine Schwünge',
  asks: (spell) => `Alle bringen gerade ${spell} bei. Mach mit.`,
  progress: (spell, number, of) => `${spell}, ${number} von ${of}`,
  oneMore: (spell) => `${spell}, noch einmal`,
  hold: 'Halt das Handy, wie du magst. Lass dir etwa zwei Sekunden Zeit.',
  startCountdown: 'Countdown starten',
  spokenCount: (spell) => `${spell} in drei, zwei, eins.`,
  wandUp: 'Zauberstab hoch.',
  notYet: 'Abbrechen',
  drawNow: 'Zeichne jetzt',
  left: (leftMs) => `noch ${numbers.seconds(leftMs)} s`,
  stop: 'Abbrechen',
  wasThat: { before: 'War das', after: '?' },
  sketch: 'Grobe Skizze deiner Bewegung',
  readings: (durationMs, count) =>
    `${numbers.seconds(durationMs)} s, ${grammar.counted(count, { one: 'Messwert', other: 'Messwerte' })}`,
  keep: 'Behalten',
  redo: 'Wiederholen',
  recorded: (hint) => `Aufgenommen. ${hint} Behalten oder wiederholen?`,
  kept: 'Steht im Buch.',
  keptAndNext: (spell) => `Steht im Buch. Alle bringen gerade ${spell} bei.`,
};

const casts = (count: number): string => grammar.counted(count, { one: 'Schwung', other: 'Schwünge' });

export const teachingNeeds: RoomTexts['teachingNeeds'] = {
  ready: (given) => `Schon ${casts(given)} aus dem Raum. Mit mehr wird das Modell besser.`,
  glyph: (spell, people) =>
    `${spell} klappt schon. Mit ${people === 1 ? 'einer Person' : `${people} Leuten`}, die es vormachen, wird das Modell besser.`,
  more: (spell, more, people) => {
    const from = people === 0 ? '' : people === 1 ? ' von noch einer Person' : ` von ${people} weiteren Leuten`;
    return `${spell} braucht noch ${casts(more)}${from}.`;
  },
  teaching: { before: 'Alle bringen gerade bei:', after: 'Mach mit' },
  done: (given, enough) => `${given} von ${enough} geschafft`,
};

export const recordingAdvice: RoomTexts['recordingAdvice'] = {
  felt: {
    none: 'Klar und ruhig.',
    empty: 'Dein Handy hat fast nichts gemeldet.',
    still: 'Dein Handy hat kaum Bewegung gespürt.',
    short: 'Das war im Nu vorbei.',
    cut: 'Die Zeit war vorher um.',
    clipped: 'Schneller, als dein Handy spüren kann.',
    slow: 'Dein Handy hat einen langsamen Sensor, aber das reicht.',
  },
  advice: {
    empty: 'Noch einmal, dann sollte es klappen.',
    still: 'Zeichne ihn so groß wie einen Teller.',
    short: 'Mach es etwas langsamer, damit dein Handy alles mitbekommt.',
    cut: 'Leg gleich nach dem Zählen los.',
    clipped: 'Beweg dein Handy etwas sanfter, damit es alles spürt.',
  },
  odd: {
    name: 'Zu deinem letzten Schwung',
    unlike: (taught) => `Der war anders als die übrigen Schwünge für ${taught}. War er so gemeint?`,
    recognizedAs: (recognized, taught) => `Das Modell hat ${recognized} erkannt. War es ${taught}?`,
    deleteIt: 'Löschen',
    keep: 'Ja, behalten',
    deleted: 'Gelöscht.',
    stillThere: 'Er steht noch im Buch.',
  },
};
