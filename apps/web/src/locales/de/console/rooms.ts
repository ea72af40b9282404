import type { ConsoleTexts } from '../../en/console/index';
import { about, text } from '../../../shared/format/activity-facts';
import type { ActivityText } from '../../en/console/activity';
import { LOCALE } from '../locale';
import { counted, numbers } from '../format';

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
  organizations: {
    title: 'Organisationen',
    hint: 'Jede hat eigene Räume, Mitglieder, Zauberbücher und Modelle, die keine andere sieht. Nur die erste sieht diese Liste.',
    size: (roomCount, members) =>
      `${counted(roomCount, 'Raum', 'Räume')}, ${counted(members, 'Mitglied', 'Mitglieder')}`,
    create: 'Neue Organisation',
    invite: 'Inhaber einladen',
    inviteTo: (name) => ` von ${name}`,
    linkOf: (name) => `Einladungslink für einen Inhaber von ${name}`,
  },
  inRoom: (name) => `in ${name}`,
};

const quoted = (text: string): string => `„${text}“`;

/** Sentences about rooms and organizations. */
export const roomActivity: Readonly<Record<string, ActivityText>> = {
  'organization:create': ({ name }) =>
    about(text(name), (title) => `hat die Organisation ${quoted(title)} angelegt`, 'hat eine Organisation angelegt'),
  'organization:rename': ({ name }) =>
    about(
      text(name),
      (title) => `hat eine Organisation in ${quoted(title)} umbenannt`,
      'hat eine Organisation umbenannt',
    ),
  'organization:invite': ({ note }) => `hat ${text(note) ?? 'jemanden'} als Inhaber einer Organisation eingeladen`,
  'room:create': ({ name }) =>
    about(text(name), (room) => `hat den Raum ${quoted(room)} angelegt`, 'hat einen Raum angelegt'),
  'room:rename': ({ name }) =>
    about(text(name), (room) => `hat einen Raum in ${quoted(room)} umbenannt`, 'hat einen Raum umbenannt'),
  'room:archive': ({ room }) =>
    about(text(room), (name) => `hat den Raum ${quoted(name)} archiviert`, 'hat einen Raum archiviert'),
  'room:restore': ({ room }) =>
    about(text(room), (name) => `hat den Raum ${quoted(name)} zurückgeholt`, 'hat einen Raum zurückgeholt'),
};
