import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const settings: InsideWords['settings'] = {
  title: 'Dein Zauberstab',
  back: 'Zurück',
  language: 'Sprache',
  missed: (name) => `${name} kam nicht an. Sobald das Netz wieder da ist, klappt es.`,
  light: 'Licht',
  lights: { system: 'Wie das Handy', night: 'Nacht', day: 'Tag' },
  hand: 'Zauberhand',
  hands: { left: 'Links', right: 'Rechts' },
  sound: 'Ton',
  sounds: { off: 'Aus', on: 'An' },
  upright: 'Noch einmal aufrecht halten',
  uprightWhy: 'Stehen deine Schwünge auf dem Kopf? Ein ruhiger Moment zeigt deinem Zauberstab, wo oben ist.',
  uprightDone: 'Alles klar. Dein Zauberstab weiß, wo oben ist.',
};
