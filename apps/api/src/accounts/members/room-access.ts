import { Injectable } from '@nestjs/common';
import type { Role } from '@wandcast/protocol';
import { z } from 'zod';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { roleIn, type Member } from './member.js';
import { FIRST_ORGANIZATION } from './organization.js';

/** What members may do in rooms that need not be open here. */
@Injectable()
export class RoomAccess {
  /** Organizations of rooms by room id. A room stays in the one it was made in. */
  private readonly organizations = new Map<string, string>();

  constructor(private readonly prisma: PrismaService) {}

  /**
   * What a member may do in a room; null for nothing. In a room that does not exist as much as in their whole
   * organization: what reads the room tells that it is unknown.
   * @param roomId undefined for the main room, which is of the first organization
   */
  async roleIn(member: Member, roomId: string | undefined): Promise<Role | null> {
    if (roomId === undefined) return member.organizationId === FIRST_ORGANIZATION ? member.role : null;
    const id = roomId.toLowerCase();
    const organizationId = z.uuid().safeParse(id).success ? await this.find(id) : undefined;
    return organizationId === undefined ? member.role : roleIn(member, { id, organizationId });
  }

  private async find(roomId: string): Promise<string | undefined> {
    const known = this.organizations.get(roomId);
    if (known !== undefined) return known;
    const room = await this.prisma.room.findUnique({ where: { id: roomId }, select: { organizationId: true } });
    if (room !== null) this.organizations.set(roomId, room.organizationId);
    return room?.organizationId;
  }
}
