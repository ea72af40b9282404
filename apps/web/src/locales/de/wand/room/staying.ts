import type { InsideWords } from '../../../../wand/messages/wand-messages';

export const staying: InsideWords['staying'] = {
  slow: (rateHz) =>
    `Dein Handy meldet Bewegung nur ${rateHz}-mal in der Sekunde. Das macht der Stromsparmodus; ohne ihn wirst du besser gehört.`,
  dark: 'Dein Bildschirm kann dunkel werden: Berühr ihn ab und zu.',
  onlyHere: 'Dieser Browser hebt nichts für später auf. Lass die Seite offen, bis deine Schwünge gesendet sind.',
  halfACast: 'Die Seite war nicht zu sehen. Dieser Schwung ist verworfen; zaubere ihn noch einmal.',
  waiting: (count) => (count === 1 ? '1 wartet auf den Versand' : `${count} warten auf den Versand`),
  nextTry: (inS) => (inS <= 0 ? 'Versuch läuft' : `nächster Versuch in ${inS} s`),
  lasts: (tenths) => `${(tenths / 10).toFixed(1).replace('.', ',')} s`,
  age: (agoS) =>
    agoS < 5 ? 'gerade eben' : agoS < 60 ? `vor ${agoS} s` : `vor ${Math.floor(agoS / 60).toString()} min`,
  more: (count) => `und ${count} mehr`,
};
