import type { InsideWords } from '../../../../wand/messages/wand-messages';

const number = (count: number): string => count.toLocaleString('de');

export const standing: InsideWords['standing'] = {
  number,
  earned: 'Verdient',
  yours: 'Deine',
  points: (points) => (points === 1 ? 'Punkt' : 'Punkte'),
  place: 'Dein Platz',
  of: (people) => `von ${number(people)}`,
  lately: 'Zuletzt',
  inARow: 'in Folge',
};
