import type { WandTexts } from '../../en/wand/index';

export const page: WandTexts['page'] = {
  title: 'Wandcast: dein Zauberstab',
  finding: 'Der Raum wird gesucht',
  joining: 'Du trittst ein',
  feeling: 'Wir spüren nach deinem Zauberstab',
  loading: 'Die Seite wird umgeblättert',
  lost: 'Diese Seite wurde nicht geladen',
  lostWhy:
    'Das Netz hat sie verloren. Deine Schwünge sind auf diesem Handy sicher und werden gesendet, sobald der Raum wieder da ist.',
  tryAgain: 'Erneut versuchen',
  back: 'Zurück',
};
