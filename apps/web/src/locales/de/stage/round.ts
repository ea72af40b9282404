import type { Round } from '@wandcast/protocol';
import type { StageTexts } from '../../en/stage/index';
import type { ColoredSpell, ColoredText } from '../../en/stage/round';
import { grammar } from '../grammar';
import { LOCALE } from '../locale';
import { numbers } from '../numbers';
import { casts } from './nouns';

type Challenge = (spell: ColoredSpell) => ColoredText;

const ready: Readonly<Record<Round['kind'], Challenge>> = {
  order: (spell) => ['Bereit für ', spell],
  free: () => ['Bereit für alles'],
  duel: (spell) => ['Duell: ', spell],
  fastest: (spell) => ['Wettlauf: ', spell],
  imitate: () => ['Schaut genau hin'],
};

const rules: Readonly<Record<Round['kind'], string>> = {
  order: 'Erst zählt Genauigkeit, dann Tempo, und nur der beste Schwung.',
  free: 'Zaubert so viele Zauber, wie ihr könnt. Jeder zählt einmal.',
  duel: 'Beide zaubern dasselbe. Der bessere Schwung gewinnt.',
  fastest: 'Der schnellste richtige Schwung gewinnt.',
  imitate: 'Zeichnet die gleiche Form. Die ähnlichste gewinnt.',
};

const running: Readonly<Record<Round['kind'], Challenge>> = {
  order: (spell) => ['Zaubert jetzt ', spell, '!'],
  free: () => ['Zaubert, was ihr wollt!'],
  duel: (spell) => ['Zaubert jetzt ', spell, '!'],
  fastest: (spell) => ['Zaubert schnell ', spell, '!'],
  imitate: () => ['Zeichnet es jetzt!'],
};

const hundredths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const round: StageTexts['round'] = {
  none: 'Die nächste Aufgabe',
  noneMore: 'Sie kommt gleich. Haltet euren Zauberstab bereit.',
  title: (number) => `Runde ${number}`,
  over: (number) => `Runde ${number} ist vorbei.`,
  counting: 'Es wird gezählt…',
  noWinner: 'Keine Punkte. Die nächste Runde ist offen.',
  undone: 'Diese Runde zählt nicht',
  undoneMore: 'Niemand bekommt Punkte dafür.',
  paused: 'Pause',
  pausedLeft: (time, unit) => `noch ${time} ${unit}`,
  ready: (kind, spell) => ready[kind](spell),
  rules,
  running: (kind, spell) => running[kind](spell),
  unknownSpell: 'den Zauber',
  freeHint: 'Jeder Zauber zählt einmal.',
  imitateHint: 'Die Größe ist egal, die Form nicht.',
  seconds: (count) => grammar.plural(count, { one: 'Sekunde', other: 'Sekunden' }),
  minutes: 'Minuten',
  took: (ms) => `${hundredths.format(ms / 1_000)} s`,
  nobodyCast: 'Niemand hat gezaubert',
  nobodyScored: 'Niemand hat Punkte',
  draw: 'Unentschieden',
  wins: (name) => `${name} gewinnt`,
  allWere: (count, spell) => (count === 1 ? ['Ein Schwung, und es war ', spell] : ['Jeder Schwung war ', spell]),
  someWere: (matching, count, spell) => [
    `${numbers.count(matching)} von ${grammar.counted(count, { one: 'Schwung', other: 'Schwüngen' })}: `,
    spell,
  ],
  recognized: (count, recognized) => `${casts(count)}, ${numbers.count(recognized)} erkannt`,
  casters: (people, of) =>
    `von ${numbers.count(of)} ${grammar.plural(people, { one: 'hat', other: 'haben' })} gezaubert`,
  nobodyYet: 'Noch hat niemand gezaubert',
  tally: 'Schwünge nach Zauber',
  fizzled: 'Verpufft',
  others: 'Andere',
  leaders: 'Wer in dieser Runde führt',
  winners: 'Die besten Schwünge',
  shareOfCasts: (share) => `${share} aller Schwünge`,
  duelists: 'Die beiden im Duell',
  versus: 'gegen',
  firstDuelist: 'Die eine Person',
  secondDuelist: 'Die andere Person',
  pointsIn: (count, time) => `${grammar.plural(count, { one: 'Punkt', other: 'Punkte' })} in ${time}`,
  didNotScore: 'ohne Punkte',
  notScoredYet: 'noch ohne Punkte',
};
