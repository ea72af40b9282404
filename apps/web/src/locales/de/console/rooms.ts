import type { ConsoleTexts } from '../../en/console/index';
import { LOCALE } from '../locale';
import { numbers } from '../format';

const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });

export const rooms: ConsoleTexts['rooms'] = {
  title: 'Räume',
  hint: 'Jeder Raum hat seinen eigenen Link, seine Leinwand, seine Leute und seinen Ablauf. Zauberbücher und Modelle sind gemeinsam.',
  loading: 'Die Räume werden geladen',
  day: (at) => day.format(at),
  columns: { room: 'Raum', event: 'Jetzt', lastEvent: 'Letzter Abend', evenings: 'Abende' },
  evenings: (count) => numbers.count(count),
  here: 'Dieser Raum',
  open: 'Öffnen',
  create: 'Neuer Raum',
  name: 'Name',
  copies: 'Den Ablauf dieses Raums übernehmen',
  createButton: 'Anlegen',
  created: (name) => `${name} ist offen.`,
  nameOf: (name) => `Name von ${name}`,
  renamed: (before, name) => `${before} heißt jetzt ${name}.`,
  restored: (name) => `${name} wiederhergestellt.`,
  isArchived: 'Archiviert: niemand Neues kommt hinein',
  archive: 'Archivieren',
  archived: (name) => `${name} archiviert.`,
  showArchived: 'Archivierte Räume zeigen',
  noneArchived: 'Kein Raum ist archiviert.',
  archivedSince: (at) => `archiviert am ${at}`,
  more: (count) => `${numbers.count(count)} weitere zeigen`,
  inRoom: (name) => `in ${name}`,
};
