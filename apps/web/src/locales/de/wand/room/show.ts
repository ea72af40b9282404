import type { Reaction } from '@wandcast/protocol';
import type { RoomTexts } from '../../../en/wand/room/index';
import { grammar } from '../../grammar';
import { groveNames } from '../../groves';
import { numbers } from '../../numbers';

const points = (count: number): string => grammar.counted(count, { one: 'Punkt', other: 'Punkte' });

export const show: RoomTexts['show'] = {
  keepCasting: 'Weiterzaubern',
  look: 'Schau auf die große Leinwand.',
  open: 'Zeigen',
  teach: (spell) =>
    spell === undefined ? 'Alle bringen gerade Zauber bei. Mach mit.' : `Alle bringen gerade ${spell} bei. Mach mit.`,
  teaching: { before: 'Alle bringen gerade bei:', after: 'Mach mit', alone: 'Alle bringen gerade Zauber bei' },
  teachMore: {
    spell: 'Zeichne ihn ein paarmal, damit das Modell lernt, wie deine Hand es macht.',
    noSpell: 'Such dir einen Zauber aus und zeichne ihn ein paarmal, damit das Modell lernt, wie deine Hand es macht.',
  },
  join: 'Mitmachen',
  training: 'Das Modell lernt',
  trainingMore: (mine) =>
    mine === 0
      ? 'Es lernt aus den Schwüngen von allen.'
      : mine === 1
        ? 'Es lernt aus den Schwüngen von allen. Einer davon ist von dir.'
        : `Es lernt aus den Schwüngen von allen. ${numbers.count(mine)} davon sind von dir.`,
  leaders: 'Die Rangliste',
  rank: (rank, total) =>
    `Du bist auf Platz ${numbers.count(rank)} mit ${grammar.counted(total, { one: 'Punkt', other: 'Punkten' })}.`,
  unranked: 'Noch keine Punkte. Punkte gibt es in den Runden.',
  groves: 'Die Haine',
  grove: (grove) => `Du gehörst zum ${groveNames[grove]}.`,
  groveRank: (grove, rank) => `Dein ${groveNames[grove]} ist auf Platz ${numbers.count(rank)}.`,
  brought: (total) => `Von dir kommen ${points(total)}.`,
  podium: 'Das Podest',
  onPodium: 'Du stehst auf dem Podest',
  onPodiumMore: (total) => `${points(total)}. Schau, welche Stufe deine ist.`,
  thanks: 'Danke fürs Mitzaubern.',
  spotlight: 'Du bist auf der großen Leinwand',
};

const reactionNames: Readonly<Record<Reaction, string>> = {
  applause: 'Applaus',
  heart: 'Herz',
  laughter: 'Lachen',
  wonder: 'Staunen',
  sparks: 'Funken',
};

export const reactions: RoomTexts['reactions'] = {
  name: 'Auf der Leinwand reagieren',
  names: reactionNames,
  tooMany: 'Das reicht erst mal. Einen Moment.',
};

export const locate: RoomTexts['locate'] = {
  ask: 'Wo bin ich?',
  asked: 'Schau auf die große Leinwand: Dein Zeichen blinkt.',
};
