import { Injectable } from '@nestjs/common';
import { Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { IS_ALIVE, IS_PROMPT } from './node-session.js';

/** A node that serves a room. */
export interface Holder {
  readonly id: string;
  /** Origin at which other nodes reach it; null until it listens. */
  readonly url: string | null;
}

const isAlive = Prisma.raw(IS_ALIVE);
const isPrompt = Prisma.raw(IS_PROMPT);

/** As many people are expected in a room that has just been opened. */
const EXPECTED = 10;

/** A room is opened on another node if that has fewer people by more than this. */
const MARGIN = 10;

/** Which node serves which room. */
@Injectable()
export class LeasesRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Takes the lease of a room that no living node has. @returns false if another has it, or if there is no such room */
  async take(roomId: string, nodeId: string): Promise<boolean> {
    const taken = await this.prisma.$executeRaw`
      INSERT INTO room_leases (room_id, node_id) SELECT id, ${nodeId}::uuid FROM rooms WHERE id = ${roomId}::uuid
      ON CONFLICT (room_id) DO UPDATE SET node_id = EXCLUDED.node_id
      WHERE room_leases.node_id = EXCLUDED.node_id
        OR NOT EXISTS (SELECT FROM nodes WHERE nodes.id = room_leases.node_id AND ${isAlive})`;
    return taken === 1;
  }

  /** The living node that serves a room; undefined if none does. */
  async findHolder(roomId: string): Promise<Holder | undefined> {
    const [holder] = await this.prisma.$queryRaw<Holder[]>`
      SELECT nodes.id, nodes.url FROM room_leases JOIN nodes ON nodes.id = room_leases.node_id
      WHERE room_id = ${roomId}::uuid AND ${isAlive}`;
    return holder;
  }

  /** The node with the fewest people, and those expected in its rooms; undefined if this one has hardly more. */
  async findEmptier(nodeId: string): Promise<Holder | undefined> {
    const [emptiest] = await this.prisma.$queryRaw<Holder[]>`
      WITH loads AS (
        SELECT id, url, people + ${EXPECTED} * (SELECT count(*) FROM room_leases WHERE node_id = nodes.id) AS load
        FROM nodes WHERE id = ${nodeId}::uuid OR role = 'server' AND url IS NOT NULL AND ${isPrompt})
      SELECT id, url FROM loads
      WHERE load + ${MARGIN} < (SELECT load FROM loads WHERE id = ${nodeId}::uuid)
      ORDER BY load, id LIMIT 1`;
    return emptiest;
  }

  /** Gives the lease of a room back. */
  async release(roomId: string, nodeId: string): Promise<void> {
    await this.prisma.$executeRaw`
      DELETE FROM room_leases WHERE room_id = ${roomId}::uuid AND node_id = ${nodeId}::uuid`;
  }
}
