import type { InsideWords } from '../../../../wand/messages/wand-messages';
import { figures } from './figures';

const casts = (count: number, ofMany: string): string => `${figures.count(count)} ${count === 1 ? 'Schwung' : ofMany}`;

export const data: InsideWords['data'] = {
  title: 'Deine Daten',
  back: 'Zurück',
  kept: 'Was der Raum behält',
  keptMore:
    'Deinen Namen, dein Zeichen und deinen Hain. Von jedem Schwung: wie sich dein Handy bewegt hat, wie und in welcher Hand du es gehalten hast, wann, wie weit seine Uhr von der des Raums abweicht, welchen Zauber du gemeint hast und welcher gehört wurde. Das Team des Vortrags kann das alles sehen, die große Leinwand zeigt deinen Namen, deine Punkte und dein Siegel, und das Modell des Raums lernt daraus, nur nicht aus Schwüngen, die mit dem Finger gezeichnet sind.',
  copy: 'Eine Kopie für dich',
  copyMore: 'Alle deine Schwünge in einer Datei, mit jedem Messwert, als einfacher Text.',
  save: 'Kopie sichern',
  gathering: 'Deine Schwünge werden gesammelt',
  progress: (done, of) => `${figures.count(done)} von ${casts(of, 'Schwüngen')}`,
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
