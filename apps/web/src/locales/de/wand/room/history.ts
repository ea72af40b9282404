import type { RoomTexts } from '../../../en/wand/room/index';
import type { Grove } from '@wandcast/protocol';
import { numbers } from '../../numbers';

const groves: Readonly<Record<Grove, string>> = {
  ash: 'Eschenhain',
  birch: 'Birkenhain',
  rowan: 'Vogelbeerhain',
  yew: 'Eibenhain',
};

export const history: RoomTexts['history'] = {
  title: 'Deine Schwünge',
  back: 'Zurück',
  grove: (grove) => `Du gehörst zum ${groves[grove]}`,
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

const casts = (count: number, ofMany: string): string => `${numbers.count(count)} ${count === 1 ? 'Schwung' : ofMany}`;

export const data: RoomTexts['data'] = {
  title: 'Deine Daten',
  back: 'Zurück',
  kept: 'Was der Raum behält',
  keptMore:
    'Deinen Namen, dein Zeichen und deinen Hain. Von jedem Schwung: wie sich dein Handy bewegt hat, wie und in welcher Hand du es gehalten hast, wann, wie weit seine Uhr von der des Raums abweicht, welchen Zauber du gemeint hast und welcher gehört wurde. Das Team des Vortrags kann das alles sehen, die große Leinwand zeigt deinen Namen, deine Punkte und dein Siegel, und das Modell des Raums lernt daraus, nur nicht aus Schwüngen, die mit dem Finger gezeichnet sind.',
  copy: 'Eine Kopie für dich',
  copyMore: 'Alle deine Schwünge in einer Datei, mit jedem Messwert, als einfacher Text.',
  save: 'Kopie sichern',
  gathering: 'Deine Schwünge werden gesammelt',
  progress: (done, of) => `${numbers.count(done)} von ${casts(of, 'Schwüngen')}`,
  saved: (count) => `Gesichert: ${casts(count, 'Schwünge')}, einer je Zeile.`,
  notSaved: 'Gesichert wurde nichts.',
  forgotten: 'Vergessen werden',
  forgottenMore:
    'Löscht deinen Namen und jeden Schwung, im Raum und auf diesem Handy. Ein Modell, das davor trainiert wurde, behält, was es gelernt hat; es enthält keine Aufnahme und keinen Namen.',
  ask: 'Alles, was du gegeben hast, verschwindet endgültig. Sichere dir vorher eine Kopie, wenn du eine willst.',
  forget: 'Vergesst mich',
  stay: 'Nein, bleiben',
  notForgotten: 'Du stehst noch im Buch.',
  casts: 'Deine Schwünge, einer nach dem anderen',
};
