import { Injectable } from '@nestjs/common';
import { FailureError, type Role, type TeamMember } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { Member } from './member.js';

export interface NewMember {
  readonly name: string;
  readonly passwordHash: string;
  readonly role: Role;
}
export type MemberWithPassword = Member & { readonly passwordHash: string };
/** A transaction in which nobody else changes who is in the team. */
export type TeamTransaction = Prisma.TransactionClient;

/** Any number that no other lock of ours uses. */
const TEAM_LOCK = 7_326_001;

@Injectable()
export class MembersRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** All there ever were: the set-up link is for one number of them. */
  countEver(tx: TeamTransaction = this.prisma): Promise<number> {
    return tx.member.count();
  }

  async findByName(name: string): Promise<MemberWithPassword | undefined> {
    const row = await this.prisma.member.findUnique({ where: { nameKey: nameKeyOf(name) } });
    return row === null ? undefined : { ...memberOf(row), passwordHash: row.passwordHash };
  }

  /** In the order they came. */
  async list(): Promise<TeamMember[]> {
    const rows = await this.prisma.member.findMany({
      where: { nameKey: { not: null } },
      orderBy: { createdAt: 'asc' },
      include: { sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1, where: { expiresAt: { gt: new Date() } } } },
    });
    return rows.map((row) => ({
      ...memberOf(row),
      joinedAt: row.createdAt.getTime(),
      seenAt: row.sessions[0]?.lastSeenAt.getTime() ?? null,
    }));
  }

  /** Does `act` while nobody else changes the team, on any node. */
  withTeamLock<T>(act: (tx: TeamTransaction) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${TEAM_LOCK})`;
      return act(tx);
    });
  }

  /** @throws FailureError `member-exists` */
  async create({ name, passwordHash, role }: NewMember, tx: TeamTransaction = this.prisma): Promise<Member> {
    const nameKey = nameKeyOf(name);
    if ((await tx.member.findUnique({ where: { nameKey } })) !== null) throw new FailureError('member-exists');
    return memberOf(await tx.member.create({ data: { name, nameKey, passwordHash, role } }));
  }

  /** @throws FailureError `member-unknown` */
  async get(id: string, tx: TeamTransaction = this.prisma): Promise<MemberWithPassword> {
    const row = await tx.member.findFirst({ where: { id, nameKey: { not: null } } });
    if (row === null) throw new FailureError('member-unknown');
    return { ...memberOf(row), passwordHash: row.passwordHash };
  }

  countOwners(tx: TeamTransaction): Promise<number> {
    return tx.member.count({ where: { role: 'owner', nameKey: { not: null } } });
  }

  async setRole(id: string, role: Role, tx: TeamTransaction): Promise<void> {
    await tx.member.update({ where: { id }, data: { role } });
  }
  async setPassword(id: string, passwordHash: string): Promise<void> {
    await this.prisma.member.update({ where: { id }, data: { passwordHash } });
  }

  /** Gone, with every session and open invitation of theirs; their labels stay theirs. */
  async remove(id: string, tx: TeamTransaction): Promise<void> {
    await tx.session.deleteMany({ where: { memberId: id } });
    await tx.invitation.deleteMany({ where: { invitedById: id } });
    await tx.member.update({ where: { id }, data: { nameKey: null, passwordHash: '' } });
  }
}

export function memberOf({ id, name, role }: { id: string; name: string; role: string }): Member {
  return { id, name, role: role as Role }; // written by us alone, from a parsed role
}

/** Names that people would take for the same are the same. */
function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
