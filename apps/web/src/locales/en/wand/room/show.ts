import type { Grove, Reaction } from '@wandcast/protocol';
import { grammar } from '../../grammar';
import { groveNames } from '../../groves';
import { numbers, ordinal } from '../../numbers';

const points = (count: number): string => grammar.counted(count, { one: 'point', other: 'points' });

/** What the phone shows while the stage shows something for everyone. */
export const show = {
  keepCasting: 'Keep casting',
  look: 'Look at the big screen.',
  /** The invitation on another page, and its button. */
  open: 'Show',
  /** @param spell undefined if the room teaches without a spell of its own */
  teach: (spell: string | undefined) => `Everyone’s teaching${spell === undefined ? '' : ` ${spell}`}. Join in.`,
  /** Around the name of the spell that everyone teaches. */
  teaching: { before: 'Everyone’s teaching', after: 'Join in', alone: 'Everyone’s teaching' },
  /** Without a spell, everyone picks their own. */
  teachMore: {
    spell: 'Draw it a few times, so that the model learns how your hand does it.',
    noSpell: 'Pick a spell and draw it a few times, so that the model learns how your hand does it.',
  },
  join: 'Start teaching',
  training: 'The model is learning',
  /** @param mine casts that this participant taught */
  trainingMore: (mine: number) =>
    mine === 0
      ? 'It learns from everyone’s casts.'
      : mine === 1
        ? 'It learns from everyone’s casts. One of them is yours.'
        : `It learns from everyone’s casts. ${numbers.count(mine)} of them are yours.`,
  leaders: 'The leaderboard',
  rank: (rank: number, total: number) => `You are ${ordinal(rank)} with ${points(total)}.`,
  unranked: 'No points yet. You score in rounds.',
  groves: 'The groves',
  grove: (grove: Grove) => `You belong to the ${groveNames[grove]} grove.`,
  groveRank: (grove: Grove, rank: number) => `Your ${groveNames[grove]} grove is ${ordinal(rank)}.`,
  brought: (total: number) => `You brought it ${points(total)}.`,
  podium: 'The podium',
  onPodium: 'You are on the podium',
  onPodiumMore: (total: number) => `${points(total)}. Come and see which step is yours.`,
  thanks: 'Thank you for casting with us.',
  spotlight: 'You’re on the big screen',
};

const reactionNames: Readonly<Record<Reaction, string>> = {
  applause: 'Applause',
  heart: 'Heart',
  laughter: 'Laughter',
  wonder: 'Wonder',
  sparks: 'Sparks',
};

/** Reactions that the big screen shows. */
export const reactions = {
  name: 'React on the big screen',
  names: reactionNames,
  tooMany: 'That’s plenty. One moment.',
};

/** "Where am I?": the participant's mark on the big screen flashes. */
export const locate = {
  ask: 'Where am I?',
  asked: 'Look at the big screen: your mark is flashing.',
};
