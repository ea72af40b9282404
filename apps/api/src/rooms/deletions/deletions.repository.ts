import { Injectable } from '@nestjs/common';
import type { CastId, ParticipantId } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';

/**
 * Takes casts and people out of the database. Labels go with their cast. Casts are locked in the order of
 * their ids, as labeling locks them: so neither deadlocks the other.
 */
/** Stands in a duel for someone who took everything back. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class DeletionsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Deletes those of `castIds` that are this participant's, and keeps all the ids: a replay brings none back. */
  async deleteCasts(participantId: ParticipantId, castIds: readonly CastId[]): Promise<CastId[]> {
    return this.prisma.$transaction(async (tx) => {
      const here = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM participants WHERE id = ${participantId}::uuid FOR KEY SHARE`;
      if (here.length === 0) return []; // forgotten meanwhile, and their casts with them
      const data = castIds.map((castId) => ({ participantId, castId }));
      await tx.deletedCast.createMany({ data, skipDuplicates: true });
      const own = await tx.$queryRaw<{ id: CastId }[]>`
        SELECT id FROM casts WHERE participant_id = ${participantId}::uuid AND id = ANY(${castIds}::uuid[])
        ORDER BY id FOR UPDATE`;
      const ids = own.map(({ id }) => id);
      await tx.cast.deleteMany({ where: { id: { in: ids } } });
      return ids;
    });
  }

  /**
   * Deletes a participant and all their casts, in a duel and in the spotlight their id as well, and keeps the hash of their key: it opens nothing any more. The row is
   * locked first, so that a cast on its way is written before, and deleted, or after, and refused.
   * @returns the casts
   */
  async forget(participantId: ParticipantId): Promise<CastId[]> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM participants WHERE id = ${participantId}::uuid FOR UPDATE`;
      const person = await tx.participant.findUnique({ where: { id: participantId } });
      if (person === null) return []; // by another of their pages
      const { eventId, keyHash } = person;
      await tx.forgottenKey.create({ data: { eventId, keyHash } });
      const casts = await tx.$queryRaw<{ id: CastId }[]>`
        SELECT id FROM casts WHERE participant_id = ${participantId}::uuid ORDER BY id FOR UPDATE`;
      await tx.participant.delete({ where: { id: participantId } });
      await tx.$executeRaw`
        UPDATE rounds SET duel = array_replace(duel, ${participantId}::uuid, ${NOBODY}::uuid)
        WHERE event_id = ${eventId}::uuid AND ${participantId}::uuid = ANY(duel)`;
      await tx.$executeRaw`
        UPDATE events SET spotlight = '{"by":"newest"}'
        WHERE id = ${eventId}::uuid AND spotlight ->> 'participantId' = ${participantId}`;
      return casts.map(({ id }) => id);
    });
  }
}
