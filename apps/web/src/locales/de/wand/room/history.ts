import type { House } from '@wandcast/protocol';
import type { InsideWords } from '../../../../wand/messages/wand-messages';

const groves: Readonly<Record<House, string>> = {
  ash: 'Eschenhain',
  birch: 'Birkenhain',
  rowan: 'Vogelbeerhain',
  yew: 'Eibenhain',
};

export const history: InsideWords['history'] = {
  title: 'Deine Schwünge',
  back: 'Zurück',
  grove: (house) => `Du gehörst zum ${groves[house]}`,
  order: 'Die neuesten zuerst. Die Wege sind Skizzen: Sie driften ab.',
  blank: 'Noch nichts von dir',
  blankMore: 'Hier steht bald, was du beibringst oder zauberst, und du kannst alles davon zurücknehmen.',
  teach: 'Zauber beibringen',
  outOfReach:
    'Der Raum ist gerade nicht zu erreichen. Was er sonst noch von dir hat, steht hier, sobald er zurück ist.',
  failed: 'Deine Schwünge sind, wo sie waren.',
  retry: 'Noch einmal',
  older: 'Ältere Schwünge',
  data: 'Deine Daten',
  takeAllBack: 'Alle zurücknehmen',
  askAll: 'Alle deine Schwünge zurücknehmen, hier und im Raum? Sie werden endgültig gelöscht.',
  keepAll: 'Behalten',
  nameless: 'Ein Schwung',
  takeBackThis: (title, when) => `${title} zurücknehmen, ${when}`,
  ask: (name) =>
    `${name === undefined ? 'Diesen Schwung' : `Diesen Schwung „${name}“`} zurücknehmen? Er wird endgültig gelöscht.`,
  takeBack: 'Zurücknehmen',
  keep: 'Behalten',
  takenBack: 'Zurückgenommen.',
  allTakenBack: 'Alle deine Schwünge sind zurückgenommen.',
  notTakenBack: 'Mehr wurde nicht zurückgenommen.',
  taught: {
    waits: 'beigebracht, wartet auf diesem Handy',
    unnamed: 'beigebracht, nicht benannt',
    heardSo: 'beigebracht und so gehört',
    heardAs: (heard) => `beigebracht, gehört als ${heard}`,
  },
  cast: {
    waits: 'gezaubert, wartet auf diesem Handy',
    fizzled: 'gezaubert, verpufft',
    heardAs: (heard) => `gezaubert, gehört als ${heard}`,
  },
  rate: (rateHz, gapMs) => `${rateHz} Messungen pro Sekunde, längste Lücke ${gapMs} ms`,
  hands: { right: 'rechte Hand', left: 'linke Hand' },
  turned: { 90: 'Handy nach links gedreht', 180: 'Handy auf dem Kopf', 270: 'Handy nach rechts gedreht' },
  flipped: 'Vorzeichen umgekehrt',
};
