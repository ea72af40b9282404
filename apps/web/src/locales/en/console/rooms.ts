import { LOCALE } from '../locale';
import { numbers } from '../format';

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
  inRoom: (name: string) => `in ${name}`,
};
