import type { ConsoleTexts } from '../../../en/console/index';
import { grammar } from '../../grammar';

const wands = { one: 'Zauberstab ist', other: 'Zauberstäbe sind' };
const stages = { one: 'Leinwand ist', other: 'Leinwände sind' };

export const guide: ConsoleTexts['guide'] = {
  title: 'Vor der Show',
  list: 'Vorbereitungen',
  progress: (done, all) => `${done} von ${all} erledigt`,
  states: { done: 'Erledigt', open: 'Zu tun', skipped: 'Übersprungen' },
  skip: 'Überspringen',
  unskip: 'Doch nicht überspringen',
  hide: 'Anleitung ausblenden',
  show: 'Anleitung zeigen',
  titles: {
    stage: 'Die Leinwand auf den Beamer bringen',
    phone: 'Ein Handy mitmachen lassen',
    spells: 'Die Zauber wählen',
    plan: 'Den Ablauf prüfen',
    cast: 'Zum ersten Mal zaubern',
  },
  stage: {
    todo: 'Öffne ihre Seite in einem Fenster auf dem Beamer.',
    done: (count) => `${grammar.counted(count, stages)} verbunden.`,
    open: 'Leinwand öffnen',
  },
  phone: {
    todo: 'Scanne den Code mit deinem Handy und wecke seinen Zauberstab.',
    trusting: 'Scanne den Code mit deinem Handy. Es muss diesem Server zuerst vertrauen.',
    blocked: (why) => `${why}. Was zu tun ist, steht auf der Seite Handys.`,
    closed: 'Der Raum ist geschlossen. Öffne ihn zuerst, unten rechts.',
    done: (count) => `${grammar.counted(count, wands)} da.`,
    open: 'Code zeigen',
    fix: 'Was zu tun ist',
  },
  spells: {
    few: 'Das Buch braucht mindestens zwei Zauber.',
    noModel: 'Kein Modell ist wach, also wird noch kein Zauber erkannt.',
    more: (count) => `${count} weitere`,
    unknown: (spells) => `Das Modell kennt noch nicht: ${grammar.list(spells)}.`,
    training: (problem) => `${problem} Ein Training läuft.`,
    done: (count, version) => `Modell ${version} kennt alle ${count} Zauber des Buchs.`,
    openBook: 'Buch öffnen',
    openModels: 'Modelle öffnen',
  },
  plan: {
    lacks: (step, spell) => `${step} verlangt ${spell}, was in diesem Buch fehlt.`,
    noRound: 'Der Ablauf hat noch keine Runde.',
    more: (count) => (count === 1 ? 'Noch ein Schritt ist zu prüfen.' : `Noch ${count} Schritte sind zu prüfen.`),
    done: 'Jeder Schritt lässt sich spielen.',
    openStep: (step) => `${step} öffnen`,
    addRound: 'Runde hinzufügen',
  },
  cast: {
    todo: 'Zaubere mit deinem Handy, oder lass simulierte Zaubernde üben.',
    rehearsing: 'Simulierte Zaubernde sind im Raum. Noch wurde kein Schwung erkannt.',
    done: 'Ein Schwung wurde erkannt.',
    rehearse: 'Probe starten',
  },
  ready: 'Der Raum ist bereit.',
  readyWithout: (skipped) =>
    `Der Raum ist bereit, ${skipped === 1 ? 'ein Schritt' : `${skipped} Schritte`} übersprungen.`,
  space: { lobby: 'Die Leertaste öffnet die Lobby.', other: 'Die Leertaste beginnt den Ablauf.' },
};
