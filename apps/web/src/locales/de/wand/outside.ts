import type { Words } from '../../../wand/messages/wand-messages';
import { appNames } from '../../../shared/capabilities/in-app-browser';

export const outside: Words['outside'] = {
  title: 'Besser in deinem Browser',
  why: (app) =>
    `Diese Seite ist in ${app === 'unnamed' ? 'einer anderen App' : app === 'google' ? 'der Google-App' : appNames[app]} geöffnet. Dort bekommt sie oft keine Bewegung und vergisst dich beim Schließen.`,
  name: (app) => appNames[app],
  open: { safari: 'In Safari öffnen', browser: 'Im Browser öffnen' },
  menu: {
    top: 'Es passiert nichts? Tipp oben auf ⋯ oder ⋮, dann auf „Im Browser öffnen“.',
    bottom: 'Es passiert nichts? Tipp unten rechts auf das Symbol, dann auf „Im Browser öffnen“.',
  },
  copy: 'Oder kopier den Link und füg ihn dort ein:',
  link: 'Der Link',
  copyIt: 'Kopieren',
  copied: 'Kopiert',
  stay: 'Hier weitermachen',
};
