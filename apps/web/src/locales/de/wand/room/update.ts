import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const update: InsideWords['update'] = {
  newer: 'Es gibt eine neuere Seite.',
  load: 'Neu laden',
  sending: 'Einen Moment: Dein letzter Schwung ist noch unterwegs.',
};
