import type { RoomTexts } from '../../../en/wand/room/index';

export const room: RoomTexts['room'] = {
  me: (name) => `${name}: deine Schwünge und deine Daten`,
  settings: 'Einstellungen: Sprache, Farbschema, Ton',
  in: 'Im Raum',
  model: (version) => `Modell v${version}`,
  lost: 'Verbindung verloren',
  lostSafe: 'Verbindung verloren. Deine Schwünge sind sicher.',
  back: 'Wieder im Raum.',
  over: 'Diese Veranstaltung ist vorbei.',
  safe: (waiting) =>
    waiting === 0
      ? 'Deine Schwünge sind sicher.'
      : waiting === 1
        ? 'Deine Schwünge sind sicher: 1 wartet auf den Versand.'
        : `Deine Schwünge sind sicher: ${waiting} warten auf den Versand.`,
  tryNow: 'Verbinden',
  called: (name) => `Du heißt jetzt ${name}.`,
  dismiss: 'Ausblenden',
  recording: 'Aufnahme',
  backToSpells: 'Zurück zu den Zaubern',
};

export const start: RoomTexts['start'] = {
  title: 'Dein Stab ist wach',
  feels: (rateHz) => `Dein Handy spürt deine Hand ${rateHz}\u00a0Mal pro Sekunde.`,
  cast: 'Zaubern',
  asleep: 'Noch ist kein Modell wach. Deine Schwünge bleiben trotzdem erhalten.',
  listening: (version) => `Modell v${version} erkennt, was deine Hand zeichnet.`,
  teach: 'Zauber beibringen',
  teachHow: 'Zeig dem Modell, wie deine Hand es macht. Fünf von jedem sind genug.',
  teaching: { before: 'Alle bringen gerade', after: ' bei. Mach mit.' },
  casts: 'Deine Schwünge',
  data: 'Deine Daten',
  practice: 'Üben',
  sound: 'Ton',
};

export const phoneNotices: RoomTexts['phoneNotices'] = {
  slow: (rateHz) =>
    `Dein Handy meldet Bewegung nur ${rateHz}-mal in der Sekunde. Schalte den Stromsparmodus aus, dann wirst du besser erkannt.`,
  screenMayTurnOff: 'Dein Bildschirm kann dunkel werden: Berühr ihn ab und zu.',
  unsaved: 'Dieser Browser kann keine Schwünge speichern. Lass die Seite offen, bis sie gesendet sind.',
  interrupted: 'Die Seite war im Hintergrund, deshalb wurde dieser Schwung verworfen. Zaubere ihn noch einmal.',
  waiting: (count) => (count === 1 ? '1 wartet auf den Versand' : `${count} warten auf den Versand`),
  nextTry: (inS) => (inS <= 0 ? 'Versuch läuft' : `nächster Versuch in ${inS} s`),
  lasts: (tenths) => `${(tenths / 10).toFixed(1).replace('.', ',')} s`,
  age: (agoS) =>
    agoS < 5 ? 'gerade eben' : agoS < 60 ? `vor ${agoS} s` : `vor ${Math.floor(agoS / 60).toString()} min`,
  more: (count) => `und ${count} mehr`,
};

export const errors: RoomTexts['errors'] = {
  outOfReach: 'Der Raum ist gerade nicht zu erreichen.',
  noAnswer: 'Der Raum hat nicht geantwortet.',
  onPhone: 'Das hat auf diesem Handy nicht geklappt.',
};

export const pageUpdate: RoomTexts['pageUpdate'] = {
  newer: 'Es gibt eine neue Version.',
  load: 'Neu laden',
  sending: 'Einen Moment: Dein letzter Schwung wird noch gesendet.',
};
