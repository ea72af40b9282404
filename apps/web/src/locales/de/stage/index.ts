import type { StageTexts } from '../../en/stage/index';
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

export const stage: StageTexts = {
  ...{ board, groves, live, lobby, numbers, podium, reactions, round, shell, spells, spoken, teach, thanks, training },
};
