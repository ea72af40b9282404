import type { RoundKind } from '@wandcast/protocol';
import type { RoomTexts } from '../../../en/wand/room/index';
import { grammar } from '../../grammar';
import { numbers, ordinal } from '../../numbers';

const challenges: Readonly<Record<RoundKind, ReturnType<RoomTexts['round']['challenge']>>> = {
  order: { before: 'Zaubere', alone: 'Zaubere' },
  free: { before: 'Zaubere, was du willst', alone: 'Zaubere, was du willst' },
  duel: { before: 'Duell um', alone: 'Duell' },
  fastest: { before: 'Wettlauf um', alone: 'Wettlauf' },
  imitate: { before: 'Zeichne', alone: 'Zeichne' },
};

const rules: Readonly<Record<Exclude<RoundKind, 'duel'>, string>> = {
  order: 'Erst zählt Genauigkeit, dann Tempo. Nur dein bester Schwung gilt.',
  free: 'Jeder Zauber zählt einmal. Punkte gibt es für Genauigkeit.',
  fastest: 'Je schneller er erkannt wird, desto mehr Punkte gibt es.',
  imitate: 'Drück und zeichne genau so. Nur die Form zählt.',
};

const duelRule = (rival = 'eine andere Person'): string => `Du gegen ${rival}. Wer gewinnt, bekommt +200.`;

const seconds = (count: number): string => grammar.counted(count, { one: 'Sekunde', other: 'Sekunden' });
const places = (count: number): string => grammar.counted(count, { one: 'Platz', other: 'Plätze' });
const points = (count: number): string => grammar.plural(count, { one: 'Punkt', other: 'Punkte' });

export const round: RoomTexts['round'] = {
  challenge: (kind) => challenges[kind],
  rule: (kind, rival) => (kind === 'duel' ? duelRule(rival) : rules[kind]),
  versus: (one, other) => `${one} gegen ${other}`,
  you: 'Du',
  announced: (challenge, inSeconds) => `${challenge}. In ${seconds(inSeconds)} geht es los.`,
  begins: (inSeconds) => `Eine Runde beginnt in ${inSeconds} s`,
  paused: (left) => `Die Runde ist angehalten, noch ${left} s`,
  on: (left) => `Eine Runde läuft, noch ${left} s`,
  play: 'Mitspielen',
};

export const roundPlay: RoomTexts['roundPlay'] = {
  now: (challenge) => `${challenge}, jetzt.`,
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
  points,
  breakdown: 'Punkte im Einzelnen',
  forAccuracy: 'für Genauigkeit',
  forSpeed: 'für Tempo',
  forStreak: 'für deine Serie',
  forDuel: 'für das Duell',
  watched: 'Die große Leinwand zeigt, wer gewonnen hat.',
  counting: 'Es wird gezählt…',
  countingMore: 'Die letzten Schwünge kommen noch an.',
  tapped: (count) => `Angetippte Schwünge zählen für sich: +${numbers.count(count)}`,
  noPoints: 'Diesmal keine Punkte',
  noPointsMore: 'Die nächste Runde ist eine neue Chance.',
  onTheWay: (casts) =>
    casts === 1
      ? 'Ein Schwung von dir wird gesendet. Er zählt, wenn er innerhalb von fünf Sekunden ankommt.'
      : `${casts} Schwünge von dir werden gesendet. Sie zählen, wenn sie innerhalb von fünf Sekunden ankommen.`,
  goOn: 'Weiterzaubern',
  doneOf: (done, of) => `${done} von ${of}`,
  done: 'geschafft',
  bestStands: 'Dein bester Schwung der Runde:',
  noneYet: 'Noch keine Punkte. Punkte gibt es in den Runden.',
};

export const standing: RoomTexts['standing'] = {
  number: numbers.count,
  earned: 'Verdient',
  yours: 'Gesamt',
  points,
  place: 'Dein Platz',
  of: (people) => `von ${numbers.count(people)}`,
  lately: 'Zuletzt',
  inARow: 'in Folge',
};

export const rank: RoomTexts['rank'] = {
  ordinal,
  spokenOrdinal: (rank) => `Platz ${rank}`,
  up: (count) => `${places(count)} rauf`,
  down: (count) => `${places(count)} runter`,
  streak: (rounds) => `${rounds} in Folge`,
  plus: (points) => `plus ${points}`,
};
