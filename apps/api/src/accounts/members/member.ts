import { highestRole, type Me, type Role, type RoomRole } from '@wandcast/protocol';
import type { OfOrganization } from './organization.js';

/** A person with an account for the console. */
export interface Member extends OfOrganization {
  readonly id: string;
  readonly name: string;
  /** In every room of their organization; null if they have roles only in some. */
  readonly role: Role | null;
  /** In single rooms, by room id. The higher role counts. */
  readonly rooms: ReadonlyMap<string, RoomRole>;
}

/** A room, as far as it says who may do what in it. */
export interface GuardedRoom extends OfOrganization {
  readonly id: string;
}

/** What a member may do in a room; null for nothing, as in every room of another organization. */
export function roleIn({ role, rooms, organizationId }: Omit<Member, 'id' | 'name'>, room: GuardedRoom): Role | null {
  return room.organizationId === organizationId ? highestRole([role, rooms.get(room.id)]) : null;
}

/** The member as a page sees them in a room. */
export function meIn(member: Member, room: GuardedRoom): Me {
  return { id: member.id, name: member.name, role: roleIn(member, room) ?? 'viewer' };
}

/** The member outside of rooms: with the highest role that they have anywhere. */
export function meAnywhere({ id, name, role, rooms }: Member): Me {
  return { id, name, role: highestRole([role, ...rooms.values()]) ?? 'viewer' };
}
