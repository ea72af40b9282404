import type { WandTexts } from '../../en/wand/index';

export const page: WandTexts['page'] = {
  title: 'Wandcast: dein Zauberstab',
  finding: 'Der Raum wird gesucht',
  stepping: 'Du trittst ein',
  feeling: 'Wir spüren nach deinem Zauberstab',
  turning: 'Die Seite wird umgeblättert',
  lost: 'Diese Seite kam nicht an',
  lostWhy:
    'Das Netz hat sie unterwegs verloren. Deine Schwünge sind auf diesem Handy sicher und werden verschickt, sobald der Raum wieder da ist.',
  loadAgain: 'Noch einmal laden',
  back: 'Zurück',
};
