import { about, text } from '../../../shared/format/activity-facts';
import type { ActivityText } from './activity';
import { LOCALE } from '../locale';
import { counted, numbers } from '../format';

const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });

/** The rooms of this server. */
export const rooms = {
  title: 'Rooms',
  hint: 'Each room has its own link, stage, people and run of show. Spellbooks and models are shared.',
  loading: 'Loading the rooms',
  /** @param at ms since 1970 */
  day: (at: number): string => day.format(at),
  columns: { room: 'Room', event: 'Now', lastEvent: 'Last evening', evenings: 'Evenings' },
  evenings: (count: number) => numbers.count(count),
  here: 'This room',
  open: 'Open',
  create: 'New room',
  name: 'Name',
  copies: 'Copy the run of show of this room',
  createButton: 'Create',
  created: (name: string) => `${name} is open.`,
  nameOf: (name: string) => `Name of ${name}`,
  renamed: (before: string, name: string) => `Renamed ${before} to ${name}.`,
  restored: (name: string) => `Restored ${name}.`,
  isArchived: 'Archived: nobody new can join',
  archive: 'Archive',
  archived: (name: string) => `Archived ${name}.`,
  showArchived: 'Show archived rooms',
  noneArchived: 'No room is archived.',
  archivedSince: (at: string) => `archived on ${at}`,
  more: (count: number) => `Show ${numbers.count(count)} more`,
  organizations: {
    title: 'Organizations',
    hint: 'Each has its own rooms, members, spellbooks and models, which no other one sees. Only the first one sees this list.',
    size: (roomCount: number, members: number) =>
      `${counted(roomCount, 'room', 'rooms')}, ${counted(members, 'member', 'members')}`,
    create: 'New organization',
    invite: 'Invite an owner',
    inviteTo: (name: string) => ` of ${name}`,
    linkOf: (name: string) => `Invitation link for an owner of ${name}`,
  },
  inRoom: (name: string) => `in ${name}`,
};

const quoted = (text: string): string => `“${text}”`;

/** Sentences about rooms and organizations. */
export const roomActivity: Readonly<Record<string, ActivityText>> = {
  'organization:create': ({ name }) =>
    about(text(name), (title) => `created the organization ${quoted(title)}`, 'created an organization'),
  'organization:rename': ({ name }) =>
    about(text(name), (title) => `renamed an organization to ${quoted(title)}`, 'renamed an organization'),
  'organization:invite': ({ note }) => `invited ${text(note) ?? 'someone'} as owner of an organization`,
  'room:create': ({ name }) => about(text(name), (room) => `created the room ${quoted(room)}`, 'created a room'),
  'room:rename': ({ name }) => about(text(name), (room) => `renamed a room to ${quoted(room)}`, 'renamed a room'),
  'room:archive': ({ room }) => about(text(room), (name) => `archived the room ${quoted(name)}`, 'archived a room'),
  'room:restore': ({ room }) => about(text(room), (name) => `restored the room ${quoted(name)}`, 'restored a room'),
};
