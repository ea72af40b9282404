import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { z } from 'zod';
import { RequiredRole } from '../../accounts/sessions/required-role.js';
import { roomPaths } from '../../rooms/events/room-paths.js';
import { RequestedRoom } from '../../rooms/events/requested-room.pipe.js';
import type { Room } from '../../rooms/room/room.js';
import { CastMap } from './cast-map.service.js';

const mapQuery = z.object({
  map: z.uuid().optional(),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});

/** Serves the map of all casts over HTTP, because it can be too large for socket messages. */
@Controller(roomPaths('api/casts'))
export class MapController {
  @Get('map')
  @RequiredRole('viewer')
  @Header('Cache-Control', 'no-store')
  async show(@Param('room', RequestedRoom) room: Room, @Query() query: unknown): Promise<StreamableFile> {
    const { success, data } = mapQuery.safeParse(query);
    if (!success) throw new FailureError('invalid-message', 'map, after');
    const page = await room.part(CastMap).page(data.map ?? null, data.after ?? 0);
    return new StreamableFile(page, { type: 'application/octet-stream' });
  }
}
