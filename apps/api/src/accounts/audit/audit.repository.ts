import { Injectable } from '@nestjs/common';
import type { AuditFacts, AuditLine } from '@wandcast/protocol';
import type { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

@Injectable()
export class AuditRepository {
  constructor(private readonly prisma: PrismaService) {}

  async write(memberName: string, action: string, detail: string, facts: AuditFacts): Promise<number> {
    const { id } = await this.prisma.auditEntry.create({
      data: { memberName, action, detail, facts: facts as Prisma.InputJsonObject },
    });
    return Number(id);
  }

  /** Replaces what an entry tells. */
  async amend(id: number, detail: string, facts: AuditFacts): Promise<void> {
    await this.prisma.auditEntry.updateMany({
      where: { id },
      data: { detail, facts: facts as Prisma.InputJsonObject },
    });
  }

  /** Lists entries, newest first. @param before id of the oldest entry known to the caller */
  async list(before: number | null, limit: number): Promise<AuditLine[]> {
    const rows = await this.prisma.auditEntry.findMany({
      ...(before !== null && { where: { id: { lt: before } } }),
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(({ id, at, memberName, action, detail, facts }) => {
      return { id: Number(id), at: at.getTime(), by: memberName, did: action, detail, facts: facts as AuditFacts };
    });
  }
}
