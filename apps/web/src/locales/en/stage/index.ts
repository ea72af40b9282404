import { numbers } from '../numbers';
import { spells } from '../spells';
import { board, groves, podium } from './board';
import { live } from './live';
import { lobby } from './lobby';
import { reactions } from './reactions';
import { round } from './round';
import { shell } from './shell';
import { spoken } from './spoken';
import { teach } from './teach';
import { thanks } from './thanks';
import { training } from './training';

/** All texts of the stage, one file per area. */
export const stage = {
  board,
  groves,
  live,
  lobby,
  numbers,
  podium,
  reactions,
  round,
  shell,
  spells,
  spoken,
  teach,
  thanks,
  training,
};

export type StageTexts = typeof stage;
