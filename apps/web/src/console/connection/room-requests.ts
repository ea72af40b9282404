import type { Answer, ListedOrganization, ListedRoom, RoomPage } from '@wandcast/protocol';
import type { ShallowRef } from 'vue';
import { ANSWER_MS, SLOW_ANSWER_MS, type RequestWithin } from './request';

/** Rooms per request. */
export const ROOM_PAGE_SIZE = 50;

/** Requests about the rooms of this server. */
export interface RoomRequests {
  /** Increments when a room was created, renamed, archived or restored. */
  readonly changes: Readonly<ShallowRef<number>>;
  /** Oldest first. @param after id of the last room of the previous page, or null */
  list(archived: boolean, after: string | null): Promise<Answer<RoomPage>>;
  /** @param from id of the room to copy; null for none */
  create(name: string, from: string | null): Promise<Answer<ListedRoom>>;
  rename(roomId: string, name: string): Promise<Answer<ListedRoom>>;
  archive(roomId: string): Promise<Answer<ListedRoom>>;
  restore(roomId: string): Promise<Answer<ListedRoom>>;
}

export function roomRequests(within: RequestWithin, changes: RoomRequests['changes']): RoomRequests {
  return {
    changes,
    list: (archived, after) =>
      within(SLOW_ANSWER_MS).emitWithAck('room:list', { archived, after, limit: ROOM_PAGE_SIZE }),
    create: (name, from) => within(SLOW_ANSWER_MS).emitWithAck('room:create', { name, from }),
    rename: (roomId, name) => within(ANSWER_MS).emitWithAck('room:rename', { roomId, name }),
    archive: (roomId) => within(ANSWER_MS).emitWithAck('room:archive', { roomId }),
    restore: (roomId) => within(ANSWER_MS).emitWithAck('room:restore', { roomId }),
  };
}

/** Requests about the organizations of this server, for owners of the first one; others are refused. */
export interface OrganizationRequests {
  /** Oldest first. */
  list(): Promise<Answer<readonly ListedOrganization[]>>;
  create(name: string): Promise<Answer<ListedOrganization>>;
  rename(organizationId: string, name: string): Promise<Answer<ListedOrganization>>;
  /** @returns a link with which somebody becomes its owner */
  invite(organizationId: string, note: string): Promise<Answer<string>>;
}

export function organizationRequests(within: RequestWithin): OrganizationRequests {
  return {
    list: () => within(ANSWER_MS).emitWithAck('organization:list', {}),
    create: (name) => within(SLOW_ANSWER_MS).emitWithAck('organization:create', { name }),
    rename: (organizationId, name) => within(ANSWER_MS).emitWithAck('organization:rename', { organizationId, name }),
    invite: (organizationId, note) => within(ANSWER_MS).emitWithAck('organization:invite', { organizationId, note }),
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
/** No room has this id. */
const NO_ROOM = '00000000-0000-0000-0000-000000000000';

/** Part of the handshake: the room that a console's address names; if it is no id, an unknown room. @param search of the address */
export function roomOf(search: string): { readonly room?: string } {
  const room = new URLSearchParams(search).get('room');
  if (room === null) return {};
  return { room: UUID.test(room) ? room : NO_ROOM };
}

/** Address of another room's console. */
export function consoleUrl(roomId: string): string {
  return `/console?room=${roomId}`;
}
