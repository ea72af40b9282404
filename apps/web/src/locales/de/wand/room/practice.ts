import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const practice: InsideWords['practice'] = {
  title: 'Üben',
  private: 'Das siehst nur du. Nichts wird gesendet oder behalten.',
  choose: 'Welcher Zauber?',
  back: 'Das Üben verlassen',
  press: 'Halten, zeichnen, loslassen',
  alike: (share) => `Zu ${Math.round(100 * share)} % wie die Zeichnung`,
  nearer: (other) => `Näher an ${other} als an dem, was du übst.`,
  well: 'Genau so.',
  near: 'Fast. Folg der Zeichnung noch einmal.',
  far: 'Noch nicht. Achte darauf, wo die Zeichnung anfängt, und lass dir Zeit.',
  sketch: 'Deine Hand ist eine Skizze, die abdriftet: Vergleich die Form, nicht die Größe.',
  none: 'Noch hat kein Zauber im Buch eine Zeichnung.',
};
