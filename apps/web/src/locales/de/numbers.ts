import type { RoomTexts } from '../en/wand/room/index';
import { localizedNumbers } from '../../shared/format/localized-numbers';

export const numbers: RoomTexts['numbers'] = localizedNumbers('de-DE', {
  over: 'über',
  under: 'unter',
  percent: 'Prozent',
  today: 'heute',
});

export const ordinal = (rank: number): string => `${rank}.`;
