import { Injectable } from '@nestjs/common';
import { UNSCORED, type CastId } from '@wandcast/protocol';
import type { MapPosition } from '@wandcast/recognition';
import type { StoredSamples } from '../../casting/storage/stored-signal.js';
import { PrismaService } from '../../platform/database/prisma.service.js';

export interface StoredMap {
  readonly id: string;
  /** Null if the motion itself was compared. */
  readonly modelId: string | null;
  readonly isShown: boolean;
}

/** A cast with its samples, to compute its features. */
export interface MappedCast extends StoredSamples {
  readonly id: CastId;
}

export interface PlacedCast {
  readonly id: CastId;
  readonly position: MapPosition;
}

/** Rows of a map as they are sent: MAP_ROW_BYTES per cast, big-endian. */
export interface MapRows {
  readonly rows: Uint8Array;
  readonly count: number;
  /** The order of the last one. */
  readonly last: number;
}

interface PlacedRow {
  readonly id: CastId;
  readonly x: number;
  readonly y: number;
}

const samples = { id: true, channels: true, count: true, samples: true } as const;

/** Stores the maps of events. */
@Injectable()
export class CastMapsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The map that is shown, and the newest one: another one while that is computed. */
  async find(eventId: string): Promise<{ shown: StoredMap | undefined; newest: StoredMap | undefined }> {
    const select = { id: true, modelId: true, isShown: true };
    const maps = await this.prisma.castMap.findMany({ where: { eventId }, select, orderBy: { createdAt: 'desc' } });
    return { shown: maps.find(({ isShown }) => isShown), newest: maps[0] };
  }

  /** Reads an index only, unlike a count of Prisma, which reads ids too. */
  async countCasts(eventId: string): Promise<number> {
    const [row] = await this.prisma.$queryRaw<{ casts: number }[]>`
      SELECT count(*)::int AS casts FROM casts WHERE event_id = ${eventId}::uuid`;
    return row?.casts ?? 0;
  }

  /** Number of casts that a map has. */
  async countPlaced(mapId: string): Promise<number> {
    const [row] = await this.prisma.$queryRaw<{ casts: number }[]>`
      SELECT count(*)::int AS casts FROM map_points WHERE map_id = ${mapId}::uuid`;
    return row?.casts ?? 0;
  }

  /** Number of casts of its event that a map does not have. */
  async countUnplaced(eventId: string, mapId: string): Promise<number> {
    const [casts, placed] = await Promise.all([this.countCasts(eventId), this.countPlaced(mapId)]);
    return Math.max(0, casts - placed);
  }

  /** A random sample of the casts of an event: the same casts each time, except for new ones. */
  async sample(eventId: string, size: number): Promise<CastId[]> {
    const rows = await this.prisma.$queryRaw<{ id: CastId }[]>`
      SELECT id FROM casts WHERE event_id = ${eventId}::uuid ORDER BY md5(id::text) LIMIT ${size}`;
    return rows.map(({ id }) => id);
  }

  /** Ids of the newest casts of an event. */
  async newest(eventId: string, limit: number): Promise<CastId[]> {
    const rows = await this.prisma.$queryRaw<{ id: CastId }[]>`
      SELECT id FROM casts WHERE event_id = ${eventId}::uuid ORDER BY id DESC LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  }

  async listCasts(castIds: readonly CastId[]): Promise<MappedCast[]> {
    const rows = await this.prisma.cast.findMany({ where: { id: { in: [...castIds] } }, select: samples });
    return rows.map(({ id, ...row }) => ({ id: id as CastId, ...row }));
  }

  /** Casts that this map does not have, newest first. @param before the last cast of the page before */
  async pageUnplaced(eventId: string, mapId: string, before: CastId | null, limit: number): Promise<CastId[]> {
    const rows = await this.prisma.$queryRaw<{ id: CastId }[]>`
      SELECT c.id FROM casts c
      WHERE c.event_id = ${eventId}::uuid AND (${before}::uuid IS NULL OR c.id < ${before}::uuid)
        AND NOT EXISTS (SELECT 1 FROM map_points p WHERE p.map_id = ${mapId}::uuid AND p.cast_id = c.id)
      ORDER BY c.id DESC LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  }

  async landmarks(mapId: string): Promise<PlacedCast[]> {
    const rows = await this.prisma.$queryRaw<PlacedRow[]>`
      SELECT cast_id AS id, x, y FROM map_points WHERE map_id = ${mapId}::uuid AND is_landmark`;
    return rows.map(({ id, x, y }) => ({ id, position: [x, y] }));
  }

  /** Positions of these casts on a map, those that it has. */
  async positions(mapId: string, castIds: readonly CastId[]): Promise<ReadonlyMap<CastId, MapPosition>> {
    const rows = await this.prisma.$queryRaw<PlacedRow[]>`
      SELECT cast_id AS id, x, y FROM map_points WHERE map_id = ${mapId}::uuid AND cast_id = ANY(${castIds}::uuid[])`;
    return new Map(rows.map(({ id, x, y }) => [id, [x, y]]));
  }

  /** Creates a map of its landmarks, and deletes unfinished ones. */
  create(eventId: string, map: Omit<StoredMap, 'id'>, landmarks: readonly PlacedCast[]): Promise<StoredMap> {
    return this.prisma.$transaction(async (tx) => {
      await tx.castMap.deleteMany({ where: { eventId, isShown: false } });
      const { id } = await tx.castMap.create({ data: { eventId, ...map }, select: { id: true } });
      await insert(tx, id, landmarks, true);
      return { id, ...map };
    });
  }

  /** Adds casts to a map. Skips casts deleted in the meantime. */
  async add(mapId: string, placed: readonly PlacedCast[]): Promise<void> {
    await insert(this.prisma, mapId, placed, false);
  }

  /** Shows a map in place of the earlier ones, which are deleted. */
  async show(eventId: string, id: string): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.castMap.deleteMany({ where: { eventId, id: { not: id } } }),
      this.prisma.castMap.updateMany({ where: { id }, data: { isShown: true } }),
    ]);
  }

  /** The rows that follow `after`. The database packs them, which is ten times faster than doing it here. */
  async rows(mapId: string, after: number, limit: number): Promise<MapRows> {
    const [found] = await this.prisma.$queryRaw<{ rows: Uint8Array | null; count: number; last: number | null }[]>`
      SELECT string_agg(uuid_send(p.cast_id) || float4send(x) || float4send(y)
          || set_byte('\\x00', 0, coalesce(round(100 * s.confidence)::int, ${UNSCORED}::int)), ''::bytea ORDER BY seq) AS rows,
        count(*)::int AS count, max(seq)::float8 AS last
      FROM (SELECT map_id, cast_id, x, y, seq FROM map_points
            WHERE map_id = ${mapId}::uuid AND seq > ${after}::float8::bigint ORDER BY seq LIMIT ${limit}) p
      JOIN cast_maps m ON m.id = p.map_id
      LEFT JOIN predictions s ON s.cast_id = p.cast_id AND s.model_id = m.model_id`;
    return { rows: found?.rows ?? new Uint8Array(), count: found?.count ?? 0, last: found?.last ?? after };
  }
}

/** Casts that were deleted in the meantime are skipped. */
async function insert(
  prisma: Pick<PrismaService, '$executeRaw'>,
  mapId: string,
  placed: readonly PlacedCast[],
  isLandmark: boolean,
): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO map_points (map_id, cast_id, x, y, is_landmark)
    SELECT ${mapId}::uuid, placed.id, placed.x, placed.y, ${isLandmark}
    FROM unnest(
      ${placed.map(({ id }) => id)}::uuid[], ${placed.map(({ position: [x] }) => x)}::real[],
      ${placed.map(({ position: [, y] }) => y)}::real[]
    ) AS placed (id, x, y)
    JOIN casts ON casts.id = placed.id
    ON CONFLICT DO NOTHING`;
}
