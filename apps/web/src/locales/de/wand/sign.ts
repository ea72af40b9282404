import { germanMadeUpName } from '@wandcast/protocol';
import type { Words } from '../../../wand/messages/wand-messages';

export const sign: Words['sign'] = {
  heading: 'Trag dich ins Buch ein',
  another: 'Nimm einen anderen Namen.',
  name: 'Zaubername',
  suggest: 'Einen Namen vorschlagen',
  madeUpName: (random) => germanMadeUpName(random),
  recorded:
    'Jeder Schwung zeichnet auf, wie sich dein Handy bewegt: nur unter diesem Namen, für das Team des Vortrags und das Modell im Raum. Von diesem Handy aus nimmst du alles wieder zurück, einzeln oder ganz.',
  wake: 'Weck meinen Zauberstab',
  asks: 'Dein Handy fragt gleich nach Bewegung',
  welcomeBack: (name) => `Willkommen zurück, ${name}`,
  oneTap: 'Dein Handy möchte einmal angetippt werden, bevor es wieder Bewegung meldet.',
};
