import type { RoomTexts } from '../../../en/wand/room/index';
import type { RoundKind } from '@wandcast/protocol';

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

export const round: RoomTexts['round'] = {
  verb: (kind) => verbs[kind],
  rule: (kind) => rules[kind],
  line: (verb, spell) => `${verb} ${spell}`,
  announced: (line, inSeconds) => `${line}. In ${seconds(inSeconds)} geht es los.`,
  begins: (inSeconds) => `Eine Runde beginnt in ${inSeconds} s`,
  paused: (left) => `Die Runde ist angehalten, noch ${left} s`,
  on: (left) => `Eine Runde läuft, noch ${left} s`,
  play: 'Mitspielen',
};

export const roundPlay: RoomTexts['roundPlay'] = {
  now: (line) => `${line}, jetzt.`,
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
  result: 'Was dir die Runde gebracht hat',
  undoneMore: 'Niemand bekommt Punkte dafür. Deine Schwünge bleiben trotzdem erhalten.',
  points: (count) => (count === 1 ? 'Punkt' : 'Punkte'),
  whatFor: 'Wofür',
  forConfidence: 'für Sicherheit',
  forSpeed: 'für Tempo',
  forStreak: 'für Runden in Folge',
  forDuel: 'für das Duell',
  watched: 'Die große Leinwand zeigt, wie es ausging.',
  noPoints: 'Diesmal keine Punkte',
  noPointsMore: 'Die nächste Runde ist eine neue Chance.',
  onTheWay: (casts) =>
    casts === 1
      ? 'Ein Schwung von dir ist unterwegs. Er zählt, wenn er binnen zwei Minuten ankommt.'
      : `${casts} Schwünge von dir sind unterwegs. Sie zählen, wenn sie binnen zwei Minuten ankommen.`,
  goOn: 'Weiterzaubern',
  doneOf: (done, of) => `${done} von ${of}`,
  done: 'geschafft',
  bestStands: 'Dein bester Schwung dieser Runde gilt:',
  noneYet: 'Noch keine Punkte. Sie kommen mit den Runden.',
};

const number = (count: number): string => count.toLocaleString('de');

export const standing: RoomTexts['standing'] = {
  number,
  earned: 'Verdient',
  yours: 'Deine',
  points: (points) => (points === 1 ? 'Punkt' : 'Punkte'),
  place: 'Dein Platz',
  of: (people) => `von ${number(people)}`,
  lately: 'Zuletzt',
  inARow: 'in Folge',
};

const places = (count: number): string => (count === 1 ? '1 Platz' : `${count} Plätze`);

export const rank: RoomTexts['rank'] = {
  ordinal: (rank) => `${rank}.`,
  spokenOrdinal: (rank) => `Platz ${rank}`,
  up: (count) => `${places(count)} rauf`,
  down: (count) => `${places(count)} runter`,
  streak: (rounds) => `${rounds} in Folge`,
  plus: (points) => `plus ${points}`,
};
