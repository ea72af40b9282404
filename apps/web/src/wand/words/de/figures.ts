import { figuresIn } from '../figures';
import type { InsideWords } from '../words';

export const figures: InsideWords['figures'] = figuresIn('de-DE', {
  over: 'über',
  under: 'unter',
  percent: 'Prozent',
  today: 'heute',
});
