import { Injectable } from '@nestjs/common';
import type { OwnSession } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { BatchedCalls } from '../../platform/queues/batched-calls.js';
import type { Member } from '../members/member.js';
import { memberOf, withRoomRoles } from '../members/members.repository.js';
import { tokenHash } from '../tokens/random-tokens.js';

export interface Session {
  readonly id: string;
  readonly kind: OwnSession['kind'];
  readonly member: Member;
  readonly lastSeenAt: Date;
}

/** What a session is read with. */
const include = { member: { include: withRoomRoles } } satisfies Prisma.SessionInclude;
type SessionRow = Prisma.SessionGetPayload<{ include: typeof include }>;

/** Neither expired nor of a member who was removed. */
const live = () => ({ expiresAt: { gt: new Date() }, member: { nameKey: { not: null } } });

interface NewSession {
  readonly memberId: string;
  readonly kind: Session['kind'];
  readonly description: string;
  readonly expiresAt: Date;
}

@Injectable()
export class SessionsRepository {
  /** One query at a time: a browser sends many requests at once. */
  private readonly byHash = new BatchedCalls((hashes: readonly string[]) => this.findAll(hashes));

  constructor(private readonly prisma: PrismaService) {}

  /**
   * @param passwordHash that was checked; undefined for a member who is signed in
   * @returns false if the password was changed or the member removed since; both wait for this statement
   */
  async create(
    token: string,
    { memberId, kind, description, expiresAt }: NewSession,
    passwordHash: string | undefined,
  ): Promise<boolean> {
    const isChecked = passwordHash === undefined ? Prisma.empty : Prisma.sql`AND password_hash = ${passwordHash}`;
    const created = await this.prisma.$executeRaw`
      INSERT INTO sessions (token_hash, member_id, kind, description, expires_at)
      SELECT ${tokenHash(token)}, id, ${kind}, ${description}, ${expiresAt} FROM members
      WHERE id = ${memberId}::uuid AND name_key IS NOT NULL ${isChecked} FOR SHARE`;
    await this.prisma.session.deleteMany({ where: { expiresAt: { lte: new Date() } } });
    return created === 1;
  }

  find(token: string): Promise<Session | undefined> {
    return this.byHash.call(hex(tokenHash(token)));
  }

  /** The sessions with these ids that have not expired. */
  async listById(ids: readonly string[]): Promise<Session[]> {
    const where = { id: { in: [...ids] }, ...live() };
    return (await this.prisma.session.findMany({ where, include })).map(sessionOf);
  }

  async touch(id: string, lastSeenAt: Date, expiresAt: Date): Promise<void> {
    await this.prisma.session.updateMany({ where: { id }, data: { lastSeenAt, expiresAt } });
  }

  /** Most recently used first. */
  async listOf(memberId: string, thisId: string): Promise<OwnSession[]> {
    const rows = await this.prisma.session.findMany({
      where: { memberId, ...live() },
      orderBy: { lastSeenAt: 'desc' },
    });
    return rows.map(({ id, kind, description, lastSeenAt }) => ({
      ...{ id, kind: kind as OwnSession['kind'], about: description },
      seenAt: lastSeenAt.getTime(),
      isThis: id === thisId,
    }));
  }

  /** The browser or the purpose of the key; undefined if the member has no such session. */
  async findDescription(memberId: string, id: string): Promise<string | undefined> {
    const row = await this.prisma.session.findFirst({ where: { id, memberId }, select: { description: true } });
    return row?.description;
  }

  async remove(memberId: string, id: string): Promise<void> {
    await this.prisma.session.deleteMany({ where: { id, memberId } });
  }

  private async findAll(hashes: readonly string[]): Promise<Map<string, Session>> {
    const where = { tokenHash: { in: hashes.map((hash) => Buffer.from(hash, 'hex')) }, ...live() };
    const rows = await this.prisma.session.findMany({ where, include });
    return new Map(rows.map((row) => [hex(row.tokenHash), sessionOf(row)]));
  }

  /** @param except id of a session to keep */
  async removeAll(memberId: string, except?: string): Promise<void> {
    await this.prisma.session.deleteMany({ where: { memberId, ...(except !== undefined && { id: { not: except } }) } });
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function sessionOf({ id, kind, lastSeenAt, member }: SessionRow): Session {
  return { id, kind: kind as Session['kind'], lastSeenAt, member: memberOf(member) };
}
