import type { RoomTexts } from '../../../en/wand/room/index';

export const settings: RoomTexts['settings'] = {
  title: 'Dein Zauberstab',
  back: 'Zurück',
  rename: 'Name und Zeichen ändern',
  save: 'Speichern',
  cancel: 'Abbrechen',
  profileSaved: 'Gespeichert.',
  profileNotSaved: 'Dein Name ist unverändert.',
  language: 'Sprache',
  missed: (name) => `${name} konnte nicht geladen werden. Versuch es wieder, wenn das Netz zurück ist.`,
  theme: 'Farbschema',
  themes: { system: 'Wie das Handy', night: 'Nacht', day: 'Tag' },
  hand: 'Zauberhand',
  hands: { left: 'Links', right: 'Rechts' },
  sound: 'Ton',
  sounds: { off: 'Aus', on: 'An' },
  upright: 'Neu ausrichten',
  uprightWhy: 'Sind deine Schwünge gespiegelt? Halt das Handy einen Moment aufrecht und still.',
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
  skip: 'Überspringen',
};
