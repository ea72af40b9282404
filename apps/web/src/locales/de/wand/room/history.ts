import type { RoomTexts } from '../../../en/wand/room/index';
import { grammar } from '../../grammar';
import { groveNames } from '../../groves';
import { numbers } from '../../numbers';

export const history: RoomTexts['history'] = {
  title: 'Deine Schwünge',
  back: 'Zurück',
  grove: (grove) => `Du gehörst zum ${groveNames[grove]}`,
  order: 'Die neuesten zuerst. Die Wege sind grobe Skizzen.',
  details: (title, when) => `Einzelheiten: ${title}, ${when}`,
  sketch: 'Grobe Skizze deiner Bewegung',
  blank: 'Noch nichts von dir',
  blankMore: 'Hier erscheinen Zauber, die du beibringst oder zauberst. Du kannst jeden davon löschen.',
  teach: 'Zauber beibringen',
  outOfReach: 'Der Raum ist gerade nicht zu erreichen. Deine übrigen Schwünge stehen hier, sobald er zurück ist.',
  failed: 'An deinen Schwüngen hat sich nichts geändert.',
  retry: 'Noch einmal',
  older: 'Ältere Schwünge',
  data: 'Deine Daten',
  deleteAll: 'Alle löschen',
  askAll: 'Alle deine Schwünge löschen, hier und im Raum? Das lässt sich nicht rückgängig machen.',
  keepAll: 'Behalten',
  nameless: 'Ein Schwung',
  deleteThis: (title, when) => `${title} löschen, ${when}`,
  ask: (name) =>
    `${name === undefined ? 'Diesen Schwung' : `Diesen Schwung „${name}“`} löschen? Das lässt sich nicht rückgängig machen.`,
  deleteIt: 'Löschen',
  keep: 'Behalten',
  deleted: 'Gelöscht.',
  allDeleted: 'Alle deine Schwünge sind gelöscht.',
  notDeleted: 'Mehr wurde nicht gelöscht.',
  taught: {
    waits: 'beigebracht, wartet auf diesem Handy',
    unnamed: 'beigebracht, nicht erkannt',
    recognized: 'beigebracht und erkannt',
    recognizedAs: (spell) => `beigebracht, erkannt als ${spell}`,
  },
  cast: {
    waits: 'wartet auf diesem Handy',
    fizzled: 'verpufft',
  },
  rate: (rateHz, gapMs) => `${rateHz} Messungen pro Sekunde, längste Lücke ${gapMs} ms`,
  hands: { right: 'rechte Hand', left: 'linke Hand' },
  turned: { 90: 'Handy nach links gedreht', 180: 'Handy auf dem Kopf', 270: 'Handy nach rechts gedreht' },
  flipped: 'Achsen umgekehrt',
};

const casts = (count: number, other: string): string => grammar.counted(count, { one: 'Schwung', other });

export const data: RoomTexts['data'] = {
  title: 'Deine Daten',
  back: 'Zurück',
  kept: 'Was der Raum speichert',
  keptMore:
    'Deinen Namen, dein Zeichen und deinen Hain. Von jedem Schwung: wie sich dein Handy bewegt hat, wie und in welcher Hand du es gehalten hast, wann, wie weit seine Uhr von der des Raums abweicht, welchen Zauber du gemeint hast und welcher erkannt wurde. Das Team des Vortrags kann das alles sehen. Die große Leinwand zeigt deinen Namen, deine Punkte und dein Siegel. Das Modell des Raums lernt aus deinen Schwüngen, aber nie aus denen, die mit dem Finger gezeichnet sind.',
  copy: 'Eine Kopie für dich',
  copyMore: 'Alle deine Schwünge in einer einfachen Textdatei, mit jedem Messwert.',
  save: 'Kopie speichern',
  gathering: 'Deine Schwünge werden gesammelt',
  progress: (done, of) => `${numbers.count(done)} von ${casts(of, 'Schwüngen')}`,
  saved: (count) => `${casts(count, 'Schwünge')} gespeichert, einer pro Zeile.`,
  notSaved: 'Nichts wurde gespeichert.',
  forgotten: 'Vergessen werden',
  forgottenMore:
    'Löscht deinen Namen und alle deine Schwünge, im Raum und auf diesem Handy. Ein Modell, das davor trainiert wurde, behält, was es gelernt hat. Es enthält keine Aufnahmen und keine Namen.',
  ask: 'Damit werden alle deine Daten endgültig gelöscht. Speichere dir vorher eine Kopie, wenn du eine willst.',
  forget: 'Meine Daten löschen',
  stay: 'Abbrechen',
  notForgotten: 'Du stehst noch im Buch.',
  casts: 'Deine Schwünge, einer nach dem anderen',
};
