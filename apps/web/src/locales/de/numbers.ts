import type { RoomTexts } from '../en/wand/room/index';
import { localizedNumbers } from '../../shared/format/localized-numbers';
import { LOCALE } from './locale';

export const numbers: RoomTexts['numbers'] = localizedNumbers(LOCALE, {
  over: 'über',
  under: 'unter',
  percent: 'Prozent',
  today: 'heute',
});

export const ordinal = (rank: number): string => `${rank}.`;
