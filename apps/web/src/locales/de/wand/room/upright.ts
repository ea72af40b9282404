import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const upright: InsideWords['upright'] = {
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
