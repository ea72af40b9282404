import { Injectable } from '@nestjs/common';
import type { CastComment, CastId } from '@wandcast/protocol';
import type { Member } from '../../accounts/members/member.js';
import { commentColumns, commentOf } from '../../casting/storage/stored-label.js';
import { notRemoved } from '../../casting/storage/usable-casts.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** Comments of members on casts, at most one a member and cast. */
@Injectable()
export class CastCommentsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Sets or, with an empty text, removes a member's comment. @returns whether the event has this cast */
  async set(eventId: string, castId: CastId, by: Member, text: string): Promise<boolean> {
    if ((await this.prisma.cast.count({ where: { ...notRemoved, id: castId, eventId } })) === 0) return false;
    const key = { castId, memberId: by.id };
    if (text === '') await this.prisma.castComment.deleteMany({ where: key });
    else
      await this.prisma.castComment.upsert({
        where: { castId_memberId: key },
        create: { ...key, text },
        update: { text, changedAt: new Date() },
      });
    return true;
  }

  /** All comments on a cast, oldest first. */
  async list(castId: CastId): Promise<CastComment[]> {
    const rows = await this.prisma.castComment.findMany({
      where: { castId },
      select: { ...commentColumns },
      orderBy: { changedAt: 'asc' },
    });
    return rows.map(commentOf);
  }
}
