import type { WandTexts } from '../../en/wand/index';
import { generateGermanNickname, shownEventCode } from '@wandcast/protocol';
import { appNames } from '../../../shared/capabilities/in-app-browser';
import { metalNames, sigilNames } from '../sigils';

export const sign: WandTexts['sign'] = {
  heading: 'Trag dich ins Buch ein',
  another: 'Nimm einen anderen Namen.',
  name: 'Zaubername',
  suggest: 'Einen Namen vorschlagen',
  generateNickname: (random) => generateGermanNickname(random),
  recorded:
    'Jeder Schwung zeichnet auf, wie sich dein Handy bewegt: nur unter diesem Namen, für das Team des Vortrags und das Modell im Raum. Von diesem Handy aus kannst du jeden Schwung löschen, oder alle.',
  wake: 'Weck meinen Zauberstab',
  asks: 'Dein Handy fragt gleich nach dem Bewegungszugriff',
  welcomeBack: (name) => `Willkommen zurück, ${name}`,
  oneTap: 'Tipp dein Handy einmal an, dann meldet es wieder Bewegung.',
};

export const code: WandTexts['code'] = {
  label: 'Code von der großen Leinwand',
  find: 'Den Raum finden',
  mistyped: 'Ein Buchstabe dieses Codes stimmt nicht. Bitte mit der Leinwand vergleichen.',
  shown: shownEventCode,
};

export const sigils: WandTexts['sigils'] = {
  sigil: 'Zeichen',
  metal: 'Metall des Stabs',
  both: 'Zeichen und Metall',
  sigilNames,
  metalNames,
  chosen: (sigil, metal) => `${sigilNames[sigil]}, ${metalNames[metal]}`,
};

export const inAppBrowser: WandTexts['inAppBrowser'] = {
  title: 'Besser in deinem Browser',
  why: (app) =>
    `Diese Seite ist in ${app === 'unnamed' ? 'einer anderen App' : app === 'google' ? 'der Google-App' : appNames[app]} geöffnet. Dort klappt die Bewegung oft nicht, und beim Schließen vergisst dich die Seite.`,
  open: { safari: 'In Safari öffnen', browser: 'Im Browser öffnen' },
  menu: {
    top: 'Es passiert nichts? Tipp oben auf ⋯ oder ⋮, dann auf „Im Browser öffnen“.',
    bottom: 'Es passiert nichts? Tipp unten rechts auf das Symbol, dann auf „Im Browser öffnen“.',
  },
  copy: 'Oder kopier den Link und füg ihn dort ein:',
  link: 'Link',
  copyIt: 'Kopieren',
  copied: 'Kopiert',
  stay: 'Hier bleiben',
};
