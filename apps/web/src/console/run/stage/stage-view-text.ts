import type { StageView } from '@wandcast/protocol';

/** Views of the stage, in the order of an evening. */
export const stageViewNames: Readonly<Record<StageView, string>> = {
  lobby: 'Lobby',
  teach: 'Teach',
  training: 'Training',
  live: 'Live',
  round: 'Round',
  leaders: 'Leaders',
  groves: 'Groves',
  podium: 'Podium',
  note: 'Words',
};
