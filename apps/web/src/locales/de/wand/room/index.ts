import type { RoomTexts } from '../../../en/wand/room/index';
import { numbers } from '../../numbers';
import { spells } from '../../spells';
import { advice, cast, practice } from './cast';
import { data, history } from './history';
import { errors, pageUpdate, phoneNotices, room as frame, start } from './room';
import { rank, round, roundPlay, standing } from './round';
import { settings, upright } from './settings';
import { recordingAdvice, teach, teachingNeeds } from './teach';

export const room: RoomTexts = {
  advice,
  cast,
  data,
  errors,
  history,
  numbers,
  pageUpdate,
  phoneNotices,
  practice,
  rank,
  recordingAdvice,
  room: frame,
  round,
  roundPlay,
  settings,
  spells,
  standing,
  start,
  teach,
  teachingNeeds,
  upright,
};
