import type { RoundKind } from '@wandcast/protocol';
import type { SummaryTexts } from '../../en/summary/index';
import { grammar } from '../grammar';
import { groveNames } from '../groves';
import { numbers } from '../numbers';
import { metalNames, sigilNames } from '../sigils';

const kinds: Readonly<Record<RoundKind, string>> = {
  order: 'Jetzt zaubern',
  free: 'Jeder Zauber einmal',
  duel: 'Duell',
  fastest: 'Die schnellste Hand',
  imitate: 'Die treueste Zeichnung',
};

const points = (count: number): string => grammar.counted(count, { one: 'Punkt', other: 'Punkte' });
const people = (count: number): string => grammar.counted(count, { one: 'Person', other: 'Leute' });

export const rounds: SummaryTexts['rounds'] = {
  title: 'Die Runden',
  blank: 'Es wurde keine Runde gespielt. Gezaubert wurde zum Spaß.',
  kind: (kind) => kinds[kind],
  columns: { number: 'Nummer', asked: 'Zauber', hit: 'Getroffen', fastest: 'Am schnellsten' },
  of: (people) => `von ${numbers.count(people)}`,
  seconds: (seconds) => `${seconds} s`,
  nobody: 'niemand',
  podium: {
    title: 'Verbeugt euch',
    blank: 'Noch keine Punkte. Punkte gibt es in den Runden.',
    bearer: (metal, sigil) => `${sigilNames[sigil]}, ${metalNames[metal]}`,
    grove: (grove) => groveNames[grove],
    points,
    best: (spell) => `, am besten mit ${spell}`,
  },
  groves: {
    title: 'Die Haine',
    blank: 'Alle vier sind gleichauf: Niemand hat Punkte.',
    name: (grove) => groveNames[grove],
    score: (count, wizards) => `${points(count)}, ${people(wizards)}`,
    note: 'Große Zahlen: Punkte pro Person.',
  },
};
