import { Injectable } from '@nestjs/common';
import { FailureError, type ListedOrganization, type Spell } from '@wandcast/protocol';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { createRoomIn } from '../../rooms/events/new-events.js';
import { lockRooms } from '../../rooms/events/room-lock.js';

@Injectable()
export class OrganizationsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Oldest first. */
  list(): Promise<ListedOrganization[]> {
    return this.read(Prisma.sql`TRUE`);
  }

  /** @throws FailureError `organization-unknown` */
  async get(id: string): Promise<ListedOrganization> {
    const [organization] = await this.read(Prisma.sql`id = ${id}::uuid`);
    if (organization === undefined) throw new FailureError('organization-unknown', id);
    return organization;
  }

  /** Creates an organization with a room of its name and a spellbook. @throws FailureError `organization-exists` */
  async create(name: string, book: string, spells: readonly Spell[]): Promise<ListedOrganization> {
    const id = await this.prisma.$transaction(async (tx) => {
      await lockRooms(tx); // of two with the same name, one sees the other
      await checkName(tx, name);
      const organization = await tx.organization.create({ data: { name } });
      await createRoomIn(tx, organization.id, name, book, spells);
      return organization.id;
    });
    return this.get(id);
  }

  /** @throws FailureError `organization-unknown`, `organization-exists` */
  async rename(id: string, name: string): Promise<ListedOrganization> {
    await this.prisma.$transaction(async (tx) => {
      await lockRooms(tx);
      await checkName(tx, name, id);
      await tx.organization.updateMany({ where: { id }, data: { name } });
    });
    return this.get(id);
  }

  private async read(which: Prisma.Sql): Promise<ListedOrganization[]> {
    const rows = await this.prisma.$queryRaw<(Omit<ListedOrganization, 'createdAt'> & { createdAt: Date })[]>`
      SELECT id, name, created_at AS "createdAt",
        (SELECT count(*)::int FROM rooms WHERE organization_id = o.id AND archived_at IS NULL) AS "rooms",
        (SELECT count(*)::int FROM members WHERE organization_id = o.id AND name_key IS NOT NULL) AS "members"
      FROM organizations o WHERE ${which} ORDER BY created_at, id`;
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.getTime() }));
  }
}

/** @throws FailureError `organization-exists` if another one has the name, whatever its case */
async function checkName(tx: Prisma.TransactionClient, name: string, own?: string): Promise<void> {
  const same = { name: { equals: name, mode: 'insensitive' as const }, ...(own !== undefined && { id: { not: own } }) };
  if ((await tx.organization.count({ where: same })) > 0) throw new FailureError('organization-exists', name);
}
