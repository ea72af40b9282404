import { Injectable } from '@nestjs/common';
import type { CastId } from '@wandcast/protocol';
import { PrismaService } from '../../platform/database/prisma.service.js';

/** A cast without a shape. */
export interface ShapelessCast {
  readonly id: CastId;
  readonly channels: number;
  readonly count: number;
  readonly samples: Uint8Array;
}

@Injectable()
export class ShapesRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Shapes by cast id. Casts without a shape are missing. */
  async list(castIds: readonly CastId[]): Promise<ReadonlyMap<CastId, Int8Array>> {
    const rows = await this.prisma.cast.findMany({
      where: { id: { in: [...castIds] }, shape: { not: null } },
      select: { id: true, shape: true },
    });
    return new Map(rows.flatMap(({ id, shape }) => (shape === null ? [] : [[id as CastId, new Int8Array(shape)]])));
  }

  /** A page of casts without a shape, of all events, ordered by id. @param after last id of the previous page */
  async pageShapeless(after: CastId | null, limit: number): Promise<ShapelessCast[]> {
    const rows = await this.prisma.cast.findMany({
      where: { shape: null, ...(after !== null && { id: { gt: after } }) },
      select: { id: true, channels: true, count: true, samples: true },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map((row) => ({ ...row, id: row.id as CastId }));
  }

  async fill(shapes: readonly { readonly id: CastId; readonly shape: Uint8Array }[]): Promise<void> {
    const [ids, bytes] = [shapes.map(({ id }) => id), shapes.map(({ shape }) => Buffer.from(shape).toString('hex'))];
    await this.prisma.$executeRaw`
      UPDATE casts SET shape = decode(filled.shape, 'hex')
      FROM unnest(${ids}::uuid[], ${bytes}::text[]) AS filled (id, shape)
      WHERE casts.id = filled.id AND casts.shape IS NULL`;
  }
}
