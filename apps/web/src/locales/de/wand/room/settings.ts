import type { RoomTexts } from '../../../en/wand/room/index';

export const settings: RoomTexts['settings'] = {
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

export const upright: RoomTexts['upright'] = {
  title: 'Halt dein Handy aufrecht',
  why: 'So, als würdest du darauf lesen. Nicht jedes Handy meint dasselbe mit „oben“: So zeigt deins, was es meint.',
  hints: {
    lift: 'Es liegt flach. Heb die obere Kante an.',
    turn: 'Dreh es, bis du das hier gerade lesen kannst.',
    still: 'Genau so. Halt es einen Moment still.',
  },
  known: 'Alles klar.',
  skip: 'Ohne das weitermachen',
  back: 'Zurück zur Auswahl',
};
