import type { WandTexts } from '../../en/wand/index';

export const motion: WandTexts['motion'] = {
  finger: 'Lieber mit dem Finger zaubern',
  blocked: {
    title: 'Dein Handy sagt Nein zur Bewegung',
    remembers: 'Es merkt sich diese Antwort und fragt nicht noch einmal. So änderst du sie:',
    rescan: (browser) => [
      `Schließ ${browser} ganz: Wisch es aus der Liste der offenen Apps.`,
      'Scann den Code auf der Leinwand noch einmal. Dein Name bleibt.',
      'Tipp auf „Erlauben“, wenn nach Bewegung gefragt wird.',
    ],
    steps: {
      chrome: [
        'Tipp auf das Symbol links neben der Adresse, dann auf „Berechtigungen“.',
        'Schalte „Bewegungssensoren“ ein. Nicht dabei? Menü ⋮, Einstellungen, Website-Einstellungen, Bewegungssensoren.',
        'Komm hierher zurück und versuch es noch einmal.',
      ],
      brave: [
        'Tipp auf das Menü ⋮, dann Einstellungen, Website-Einstellungen, Bewegungssensoren.',
        'Schalte sie ein. Brave lässt sie aus, bis du das tust.',
        'Komm zurück und versuch es noch einmal. Immer noch nichts? Öffne die Seite in Chrome.',
      ],
      samsung: [
        'Tipp auf das Menü ☰, dann Einstellungen, Websites und Downloads, Website-Berechtigungen.',
        'Erlaube Bewegungssensoren oder nimm diese Seite aus den blockierten heraus.',
        'Nicht zu finden? Öffne die Seite in Chrome.',
      ],
      firefox: ['Firefox hat keinen eigenen Schalter für Bewegung.', 'Öffne die Seite in Chrome.'],
      general: [
        'Such im Menü des Browsers nach Website-Einstellungen oder Berechtigungen.',
        'Erlaube dieser Seite Bewegung oder Bewegungssensoren.',
        'Komm zurück und versuch es noch einmal, oder öffne die Seite in Safari oder Chrome.',
      ],
    },
    retry: 'Erledigt, noch einmal versuchen',
  },
  insecure: {
    title: 'Diesem Link fehlt das Schloss',
    why: 'Handys melden Bewegung nur an Seiten mit sicherem Link. Dieser ist es nicht. Mit deinem Handy ist alles in Ordnung.',
    secure: 'Den sicheren Link öffnen',
    way: 'Willst du mit dem Handy zaubern, frag vorne nach der Adresse, die mit https beginnt.',
  },
  silent: {
    title: 'Dein Zauberstab rührt sich nicht',
    why: 'Wir spüren keine Bewegung von deinem Handy, obwohl nichts verweigert wurde. Vielleicht blockiert sie der Browser.',
    ways: [
      { where: 'In einer anderen App gescannt?', what: 'Öffne diese Seite in Safari oder Chrome.' },
      { where: 'Brave:', what: 'Menü, Einstellungen, Website-Einstellungen, Bewegungssensoren.' },
      { where: 'Chrome:', what: 'Symbol links neben der Adresse, Berechtigungen, Bewegungssensoren.' },
    ],
    retry: 'Noch einmal versuchen',
  },
  zero: {
    title: 'Dein Zauberstab spürt nichts',
    why: 'Dein Handy schickt Messwerte, aber alle sind null. Sogar die Schwerkraft fehlt.',
    ways: [
      {
        where: 'Ein privater Tab?',
        what: 'Manche Browser verbergen dort die Bewegung. Öffne die Seite in einem normalen Tab.',
      },
      { where: 'Ein Privatsphäre-Browser?', what: 'Erlaube Bewegungssensoren in den Website-Einstellungen.' },
      { where: 'Keins von beiden?', what: 'Starte das Handy neu. Sensoren bleiben manchmal hängen.' },
    ],
  },
  missing: {
    title: 'Zeichne es einfach',
    why: 'Dieses Gerät hat keinen Bewegungssensor. Mit Maus, Stift oder Finger geht es auch.',
    draw: 'Mit Maus oder Finger zeichnen',
    again: 'Doch, noch einmal versuchen',
  },
};
