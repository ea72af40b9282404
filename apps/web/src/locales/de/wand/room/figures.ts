import { figuresIn } from '../../../../shared/format/localized-numbers';
import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const figures: InsideWords['figures'] = figuresIn('de-DE', {
  over: 'über',
  under: 'unter',
  percent: 'Prozent',
  today: 'heute',
});
