import { Injectable } from '@nestjs/common';
import { FailureError, type Invitation, type Role } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { Grant, TeamTransaction } from '../members/members.repository.js';
import { tokenHash } from '../tokens/random-tokens.js';

/** Neither expired nor by a member who was removed, or who is no owner any more. */
const live = () => ({ expiresAt: { gt: new Date() }, invitedBy: { nameKey: { not: null }, role: 'owner' } });

/** What an invitation is read with. */
const include = { invitedBy: { select: { name: true } }, room: { select: { name: true } } };

@Injectable()
export class InvitationsRepository {
  constructor(private readonly prisma: PrismaService) {}

  async create(token: string, of: Grant & { note: string; invitedById: string; expiresAt: Date }): Promise<void> {
    await this.prisma.invitation.create({ data: { tokenHash: tokenHash(token), ...of } });
  }

  async list(organizationId: string): Promise<Invitation[]> {
    const where = { organizationId, ...live() };
    const rows = await this.prisma.invitation.findMany({ where, include, orderBy: { createdAt: 'asc' } });
    return rows.map(invitationOf);
  }

  /** @throws FailureError `invitation-unknown` */
  async get(token: string): Promise<Invitation> {
    const where = { tokenHash: tokenHash(token), ...live() };
    const row = await this.prisma.invitation.findUnique({ where, include });
    if (row === null) throw new FailureError('invitation-unknown');
    return invitationOf(row);
  }

  /** Deletes the invitation. @returns what it grants  @throws FailureError `invitation-unknown` */
  async take(token: string, tx: TeamTransaction): Promise<Grant> {
    const where = { tokenHash: tokenHash(token), ...live() };
    const row = await tx.invitation.findUnique({ where });
    if (row === null) throw new FailureError('invitation-unknown');
    await tx.invitation.delete({ where: { id: row.id } });
    return { role: row.role as Role, roomId: row.roomId, organizationId: row.organizationId };
  }

  /** The person that an invitation is for, as noted; undefined if the organization has no such one. */
  async findNote(id: string, organizationId: string): Promise<string | undefined> {
    return (await this.prisma.invitation.findFirst({ where: { id, organizationId }, select: { note: true } }))?.note;
  }

  async remove(id: string, organizationId: string): Promise<void> {
    await this.prisma.invitation.deleteMany({ where: { id, organizationId } });
  }
}

interface Row {
  readonly id: string;
  readonly role: string;
  readonly note: string;
  readonly expiresAt: Date;
  readonly invitedBy: { readonly name: string };
  readonly room: { readonly name: string } | null;
}
function invitationOf({ id, role, note, expiresAt, invitedBy, room }: Row): Invitation {
  const grant = { role: role as Role, room: room?.name ?? null };
  return { id, ...grant, note, invitedBy: invitedBy.name, expiresAt: expiresAt.getTime() };
}
