import { cast } from './cast';
import { choose } from './choose';
import { data } from './data';
import { figures } from './figures';
import { history } from './history';
import { needs } from './needs';
import { playing } from './playing';
import { practice } from './practice';
import { rank } from './rank';
import { room } from './room';
import { round } from './round';
import { settings } from './settings';
import { standing } from './standing';
import { staying } from './staying';
import { take } from './take';
import { teach } from './teach';
import { trouble } from './trouble';
import { update } from './update';
import { upright } from './upright';

/** Texts of the pages that come after the door, one file an area. */
export const inside = {
  cast,
  choose,
  data,
  figures,
  history,
  needs,
  playing,
  practice,
  rank,
  room,
  round,
  settings,
  standing,
  staying,
  take,
  teach,
  trouble,
  update,
  upright,
};
