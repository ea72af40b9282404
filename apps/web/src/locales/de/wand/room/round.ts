import type { RoundKind } from '@wandcast/protocol';
import type { RoomTexts } from '../../../en/wand/room/index';
import { ordinal } from '../../numbers';

const orders: Readonly<Record<RoundKind, ReturnType<RoomTexts['round']['order']>>> = {
  order: { before: 'Zaubere', alone: 'Zaubere' },
  free: { before: 'Zaubere, was du willst', alone: 'Zaubere, was du willst' },
  duel: { before: 'Duell um', alone: 'Duell' },
  fastest: { before: 'Wettlauf um', alone: 'Wettlauf' },
  imitate: { before: 'Zeichne', alone: 'Zeichne' },
};

const rules: Readonly<Record<RoundKind, string>> = {
  order: 'Erst zählt Genauigkeit, dann Tempo. Nur dein bester Schwung gilt.',
  free: 'Jeder Zauber zählt einmal. Punkte gibt es für Genauigkeit.',
  duel: 'Du gegen eine andere Person. Wer gewinnt, bekommt +50.',
  fastest: 'Je schneller er erkannt wird, desto mehr Punkte gibt es.',
  imitate: 'Drück und zeichne genau so. Nur die Form zählt.',
};

const seconds = (count: number): string => `${count} ${count === 1 ? 'Sekunde' : 'Sekunden'}`;

export const round: RoomTexts['round'] = {
  order: (kind) => orders[kind],
  rule: (kind) => rules[kind],
  announced: (order, inSeconds) => `${order}. In ${seconds(inSeconds)} geht es los.`,
  begins: (inSeconds) => `Eine Runde beginnt in ${inSeconds} s`,
  paused: (left) => `Die Runde ist angehalten, noch ${left} s`,
  on: (left) => `Eine Runde läuft, noch ${left} s`,
  play: 'Mitspielen',
};

export const roundPlay: RoomTexts['roundPlay'] = {
  now: (order) => `${order}, jetzt.`,
  spokenPause: 'Die Runde ist angehalten.',
  halted: 'Pause',
  watch: 'Schau auf die große Leinwand',
  duelOf: (spell) => `Zwei Zauberstäbe, ein Zauber: ${spell}.`,
  left: (left) => `Noch ${seconds(left)}`,
  unit: 's',
  over: (number) => `Runde ${number} ist vorbei`,
  undone: (number) => `Runde ${number} gilt nicht mehr`,
  spokenOver: (number) => `Runde ${number} ist vorbei.`,
  spokenUndone: (number) => `Runde ${number} gilt nicht mehr.`,
  result: 'Dein Ergebnis',
  undoneMore: 'Sie zählt für niemanden. Deine Schwünge bleiben trotzdem erhalten.',
  points: (count) => (count === 1 ? 'Punkt' : 'Punkte'),
  whatFor: 'Wofür',
  forAccuracy: 'für Genauigkeit',
  forSpeed: 'für Tempo',
  forStreak: 'für deine Serie',
  forDuel: 'für das Duell',
  watched: 'Die große Leinwand zeigt, wer gewonnen hat.',
  noPoints: 'Diesmal keine Punkte',
  noPointsMore: 'Die nächste Runde ist eine neue Chance.',
  onTheWay: (casts) =>
    casts === 1
      ? 'Ein Schwung von dir wird gesendet. Er zählt, wenn er innerhalb von zwei Minuten ankommt.'
      : `${casts} Schwünge von dir werden gesendet. Sie zählen, wenn sie innerhalb von zwei Minuten ankommen.`,
  goOn: 'Weiterzaubern',
  doneOf: (done, of) => `${done} von ${of}`,
  done: 'geschafft',
  bestStands: 'Dein bester Schwung der Runde:',
  noneYet: 'Noch keine Punkte. Punkte gibt es in den Runden.',
};

const number = (count: number): string => count.toLocaleString('de');

export const standing: RoomTexts['standing'] = {
  number,
  earned: 'Verdient',
  yours: 'Gesamt',
  points: (points) => (points === 1 ? 'Punkt' : 'Punkte'),
  place: 'Dein Platz',
  of: (people) => `von ${number(people)}`,
  lately: 'Zuletzt',
  inARow: 'in Folge',
};

const places = (count: number): string => (count === 1 ? '1 Platz' : `${count} Plätze`);

export const rank: RoomTexts['rank'] = {
  ordinal,
  spokenOrdinal: (rank) => `Platz ${rank}`,
  up: (count) => `${places(count)} rauf`,
  down: (count) => `${places(count)} runter`,
  streak: (rounds) => `${rounds} in Folge`,
  plus: (points) => `plus ${points}`,
};
