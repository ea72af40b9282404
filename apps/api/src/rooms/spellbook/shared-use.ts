import { Injectable } from '@nestjs/common';
import { FailureError, mayAct } from '@wandcast/protocol';
import { roleIn, type GuardedRoom, type Member } from '../../accounts/members/member.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** One of them. */
interface Shared {
  readonly spellbookId?: string;
  readonly activeModelId?: string;
}

/** Who may change what rooms share: those who may do so in every room that uses it now. */
@Injectable()
export class SharedUse {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * @param what a spellbook, or a model that is live
   * @throws FailureError `used-elsewhere` if the member is no moderator in one of its rooms
   */
  async check(member: Member, what: Shared): Promise<void> {
    const moderates = (role: Member['role']): boolean => role !== null && mayAct(role, 'moderator');
    if (moderates(member.role)) return; // in every room of the organization, and no other one uses it
    const rooms = await this.roomsUsing(what);
    if (rooms.some((room) => !moderates(roleIn(member, room)))) throw new FailureError('used-elsewhere');
  }

  /** Rooms that are not archived and whose current event uses it. */
  private roomsUsing({ spellbookId, activeModelId }: Shared): Promise<GuardedRoom[]> {
    return this.prisma.$queryRaw`
      SELECT r.id, r.organization_id AS "organizationId" FROM rooms r CROSS JOIN LATERAL (
        SELECT spellbook_id, active_model_id FROM events WHERE room_id = r.id
        ORDER BY created_at DESC, events.id DESC LIMIT 1) e
      WHERE r.archived_at IS NULL
        AND (e.spellbook_id = ${spellbookId ?? null}::uuid OR e.active_model_id = ${activeModelId ?? null}::uuid)`;
  }
}
