import type { InsideWords } from '../../../../wand/messages/wand-messages';

const seconds = (count: number): string => `${count} ${count === 1 ? 'Sekunde' : 'Sekunden'}`;

export const playing: InsideWords['playing'] = {
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
  forSureness: 'für Sicherheit',
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
