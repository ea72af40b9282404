import { Injectable } from '@nestjs/common';
import type { CastId, ParticipantId } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { Prisma } from '../../generated/prisma/client.js';
import { eraseCasts, queryOn, lockWithParts } from './cast-traces.js';
import { eraseParticipant } from './participant-traces.js';

/**
 * Deletes casts and participants. Labels are deleted with their cast. Casts are locked in the order of their ids, as
 * labeling does, so that the two cannot deadlock.
 */
@Injectable()
export class DeletionsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Deletes this participant's casts among `castIds` with their parts, and records all the ids, so that replays are
   * refused.
   */
  async deleteCasts(participantId: ParticipantId, castIds: readonly CastId[]): Promise<CastId[]> {
    return this.prisma.$transaction(async (tx) => {
      const here = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM participants WHERE id = ${participantId}::uuid FOR KEY SHARE`;
      if (here.length === 0) return []; // the participant was deleted meanwhile, with their casts
      const data = castIds.map((castId) => ({ participantId, castId }));
      await tx.deletedCast.createMany({ data, skipDuplicates: true });
      const own = Prisma.sql`
        SELECT id FROM casts WHERE participant_id = ${participantId}::uuid AND id = ANY(${castIds}::uuid[])`;
      const ids = await lockWithParts(tx, own);
      await eraseCasts(queryOn(tx), ids); // first: new casts of this person wait from the deletion to the end, and others with them
      await tx.cast.deleteMany({ where: { id: { in: ids } } });
      return ids;
    });
  }

  /**
   * Deletes a participant, their casts, and their name and ids wherever else they are. Keeps the hash of their key, so
   * that the key is refused. Locks the row first: a concurrent cast or audit entry is either written before and erased, or
   * refused.
   * @returns ids of the deleted casts
   */
  async forget(participantId: ParticipantId): Promise<CastId[]> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM participants WHERE id = ${participantId}::uuid FOR UPDATE`;
      const participant = await tx.participant.findUnique({ where: { id: participantId } });
      if (participant === null) return []; // already deleted by another page of theirs
      const { eventId, keyHash } = participant;
      await tx.forgottenKey.create({ data: { eventId, keyHash } });
      const casts = await tx.$queryRaw<{ id: CastId }[]>`
        SELECT id FROM casts WHERE participant_id = ${participantId}::uuid ORDER BY id FOR UPDATE`;
      const castIds = casts.map(({ id }) => id);
      await eraseCasts(queryOn(tx), castIds, participantId); // casts that were deleted earlier are erased already
      await eraseParticipant(queryOn(tx), participantId);
      await tx.participant.delete({ where: { id: participantId } });
      return castIds;
    });
  }
}
