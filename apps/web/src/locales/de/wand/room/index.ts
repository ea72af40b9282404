import type { RoomTexts } from '../../../en/wand/room/index';
import { numbers } from '../../numbers';
import { spells } from '../../spells';
import { advice, cast, practice } from './cast';
import { data, history } from './history';
import { errors, pageUpdate, phoneNotices, room as frame, start } from './room';
import { rank, round, roundPlay, standing } from './round';
import { settings, upright } from './settings';
import { locate, reactions, show } from './show';
import { souvenir } from './souvenir';
import { recordingAdvice, teach, teachingNeeds } from './teach';

export const room: RoomTexts = {
  advice,
  cast,
  data,
  errors,
  history,
  locate,
  numbers,
  pageUpdate,
  phoneNotices,
  practice,
  rank,
  reactions,
  recordingAdvice,
  room: frame,
  round,
  roundPlay,
  settings,
  show,
  souvenir,
  spells,
  standing,
  start,
  teach,
  teachingNeeds,
  upright,
};
