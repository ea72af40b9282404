import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const trouble: InsideWords['trouble'] = {
  outOfReach: 'Der Raum ist gerade nicht zu erreichen.',
  noAnswer: 'Der Raum hat nicht geantwortet.',
  onPhone: 'Dieses Handy konnte das gerade nicht.',
};
