import { Injectable } from '@nestjs/common';
import type { AuditFacts, AuditLine, ParticipantId } from '@wandcast/protocol';
import type { Prisma } from '../../generated/prisma/client.js';
import type { OfOrganization } from '../members/organization.js';
import { databaseFailure } from '../../platform/failures/database-failure.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** Who did it, and whose owners read of it. */
export interface AuditedBy extends OfOrganization {
  readonly name: string;
}

/** What an entry tells. */
export interface AuditContent {
  readonly detail: string;
  readonly facts: AuditFacts;
  /** Whom they name, if anybody. */
  readonly participantId?: ParticipantId | undefined;
  readonly room?: NonNullable<AuditLine['room']>;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Writes an entry, without its content if that names a participant who was deleted meanwhile. @returns its id */
  async write({ name, organizationId }: AuditedBy, action: string, content: AuditContent): Promise<number> {
    const { detail, facts, participantId = null, room } = content;
    const where = { roomId: room?.id ?? null, roomName: room?.name ?? null };
    const by = { memberName: name, organizationId };
    const data = { ...by, action, detail, facts: facts as Prisma.InputJsonObject, participantId, ...where };
    try {
      return Number((await this.prisma.auditEntry.create({ data })).id);
    } catch (error) {
      if (participantId === null || databaseFailure(error) !== 'changed-meanwhile') throw error;
      return this.write({ name, organizationId }, action, { detail: '', facts: {}, ...(room && { room }) });
    }
  }

  /** Replaces what an entry tells. */
  async amend(id: number, detail: string, facts: AuditFacts): Promise<void> {
    await this.prisma.auditEntry.updateMany({
      where: { id },
      data: { detail, facts: facts as Prisma.InputJsonObject },
    });
  }

  /** Lists entries of an organization, newest first. @param before id of the oldest entry known to the caller */
  async list(organizationId: string, before: number | null, limit: number): Promise<AuditLine[]> {
    const rows = await this.prisma.auditEntry.findMany({
      where: { organizationId, ...(before !== null && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(({ id, at, memberName, action, detail, facts, roomId, roomName }) => ({
      ...{ id: Number(id), at: at.getTime(), by: memberName, did: action, detail, facts: facts as AuditFacts },
      room: roomId === null ? null : { id: roomId, name: roomName ?? '' },
    }));
  }
}
