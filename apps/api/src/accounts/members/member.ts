import { highestRole, type Me, type Role, type RoomRole } from '@wandcast/protocol';

/** A person with an account for the console. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** In every room; null if they have roles only in some. */
  readonly role: Role | null;
  /** In single rooms, by room id. The higher role counts. */
  readonly rooms: ReadonlyMap<string, RoomRole>;
}

/** What a member may do in a room; null for nothing. */
export function roleIn({ role, rooms }: Pick<Member, 'role' | 'rooms'>, roomId: string): Role | null {
  return highestRole([role, rooms.get(roomId)]);
}

/** The member as a page sees them in a room. */
export function meIn(member: Member, roomId: string): Me {
  return { id: member.id, name: member.name, role: roleIn(member, roomId) ?? 'viewer' };
}

/** The member outside of rooms: with the highest role that they have anywhere. */
export function meAnywhere({ id, name, role, rooms }: Member): Me {
  return { id, name, role: highestRole([role, ...rooms.values()]) ?? 'viewer' };
}
