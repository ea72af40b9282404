import { Injectable } from '@nestjs/common';
import { FailureError, type Role, type RoomRole, type TeamMember } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { LOCK_KEYS } from '../../platform/database/lock-keys.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { GuardedRoom, Member } from './member.js';
import type { OfOrganization } from './organization.js';

/** What a new member may do: in every room of an organization, or only in one. */
export interface Grant extends OfOrganization {
  readonly role: Role;
  /** The only room; null for every room. */
  readonly roomId: string | null;
}
interface NewMember extends Grant {
  readonly name: string;
  readonly passwordHash: string;
}
export type MemberWithPassword = Member & { readonly passwordHash: string };
/** A transaction, usually one that holds the team lock. */
export type TeamTransaction = Prisma.TransactionClient;

/** What a member is read with. */
export const withRoomRoles = {
  roomRoles: { select: { roomId: true, role: true } },
} satisfies Prisma.MemberInclude;

@Injectable()
export class MembersRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Number of accounts ever created, including removed ones. */
  countEver(tx: TeamTransaction = this.prisma): Promise<number> {
    return tx.member.count();
  }

  async findByName(name: string): Promise<MemberWithPassword | undefined> {
    const row = await this.prisma.member.findUnique({ where: { nameKey: nameKeyOf(name) }, include: withRoomRoles });
    return row === null ? undefined : { ...memberOf(row), passwordHash: row.passwordHash };
  }

  /**
   * In the order in which they joined.
   * @param room whose roles and organization are listed  @param onlyThere leaves out those who may do nothing in that room
   */
  async list({ id: roomId, organizationId }: GuardedRoom, onlyThere: boolean): Promise<TeamMember[]> {
    const isThere = onlyThere && { OR: [{ role: { not: null } }, { roomRoles: { some: { roomId } } }] };
    const rows = await this.prisma.member.findMany({
      where: { organizationId, nameKey: { not: null }, ...isThere },
      orderBy: { createdAt: 'asc' },
      include: {
        sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1, where: { expiresAt: { gt: new Date() } } },
        roomRoles: { where: { roomId } },
      },
    });
    return rows.map((row) => ({
      ...{ id: row.id, name: row.name, role: row.role as Role | null },
      roomRole: (row.roomRoles[0]?.role ?? null) as RoomRole | null,
      joinedAt: row.createdAt.getTime(),
      seenAt: row.sessions[0]?.lastSeenAt.getTime() ?? null,
    }));
  }

  /** Runs `act` in a transaction that holds the team lock across all nodes. */
  withTeamLock<T>(act: (tx: TeamTransaction) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEYS.team})`;
      return act(tx);
    });
  }

  /** Names are unique on the server, because people sign in with them. @throws FailureError `member-exists` */
  async create(
    { name, passwordHash, role, roomId, organizationId }: NewMember,
    tx: TeamTransaction = this.prisma,
  ): Promise<Member> {
    const nameKey = nameKeyOf(name);
    if ((await tx.member.findUnique({ where: { nameKey } })) !== null) throw new FailureError('member-exists');
    const granted = roomId === null ? { role } : { role: null, roomRoles: { create: { roomId, role } } };
    return memberOf(
      await tx.member.create({
        data: { name, nameKey, passwordHash, organizationId, ...granted },
        include: withRoomRoles,
      }),
    );
  }

  /** @throws FailureError `member-unknown`, also for a member of another organization */
  async get(
    { id, organizationId }: Pick<Member, 'id' | 'organizationId'>,
    tx: TeamTransaction = this.prisma,
  ): Promise<MemberWithPassword> {
    const where = { id, organizationId, nameKey: { not: null } };
    const row = await tx.member.findFirst({ where, include: withRoomRoles });
    if (row === null) throw new FailureError('member-unknown');
    return { ...memberOf(row), passwordHash: row.passwordHash };
  }

  /** The name of a member, who may have been removed; undefined if the organization never had one with this id. */
  async findNameEver(id: string, organizationId: string): Promise<string | undefined> {
    return (await this.prisma.member.findFirst({ where: { id, organizationId }, select: { name: true } }))?.name;
  }

  /** @throws FailureError `member-unknown`, `member-exists` */
  async rename(member: Member, name: string, tx: TeamTransaction): Promise<Member> {
    const { id } = await this.get(member, tx);
    const nameKey = nameKeyOf(name);
    const holder = await tx.member.findUnique({ where: { nameKey } });
    if (holder !== null && holder.id !== id) throw new FailureError('member-exists');
    return memberOf(await tx.member.update({ where: { id }, data: { name, nameKey }, include: withRoomRoles }));
  }

  countOwners(organizationId: string, tx: TeamTransaction): Promise<number> {
    return tx.member.count({ where: { organizationId, role: 'owner', nameKey: { not: null } } });
  }

  async setRole(id: string, role: Role | null, tx: TeamTransaction): Promise<void> {
    await tx.member.update({ where: { id }, data: { role } });
  }
  /** @param role null for none */
  async setRoomRole(memberId: string, roomId: string, role: RoomRole | null, tx: TeamTransaction): Promise<void> {
    if (role === null) await tx.roomRole.deleteMany({ where: { memberId, roomId } });
    else {
      const where = { memberId_roomId: { memberId, roomId } };
      await tx.roomRole.upsert({ where, create: { memberId, roomId, role }, update: { role } });
    }
  }

  /** @param before hash of the password that it replaces  @returns false if that was replaced or the member removed since */
  async setPassword(id: string, before: string, passwordHash: string): Promise<boolean> {
    const where = { id, passwordHash: before, nameKey: { not: null } };
    return (await this.prisma.member.updateMany({ where, data: { passwordHash } })).count === 1;
  }

  /**
   * Removes a member with their sessions, invitations and roles. The row stays, so that labels keep their author. It is
   * locked first, so that no session is opened meanwhile.
   */
  async remove(id: string, tx: TeamTransaction): Promise<void> {
    await tx.member.update({ where: { id }, data: { nameKey: null, passwordHash: '', role: null } });
    await tx.session.deleteMany({ where: { memberId: id } });
    await tx.invitation.deleteMany({ where: { invitedById: id } });
    await tx.roomRole.deleteMany({ where: { memberId: id } });
  }
}

type MemberRow = Prisma.MemberGetPayload<{ include: typeof withRoomRoles }>;
type MemberColumns = Pick<MemberRow, 'id' | 'name' | 'organizationId' | 'role' | 'roomRoles'>;

export function memberOf({ id, name, organizationId, role, roomRoles }: MemberColumns): Member {
  // The database only stores validated roles.
  const rooms = new Map(roomRoles.map((one) => [one.roomId, one.role as RoomRole]));
  return { id, name, organizationId, role: role as Role | null, rooms };
}

/** Names that differ only in case or Unicode form are equal. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
