import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { z } from 'zod';
import { RequiredRole } from '../../accounts/sessions/required-role.js';
import { Rooms } from '../../rooms/room/rooms.js';
import { CASTS_PATH } from '../explorer/explorer.controller.js';
import { CastMap } from './cast-map.service.js';

const mapQuery = z.object({
  map: z.uuid().optional(),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});

/** Serves the map of all casts over HTTP, because it can be too large for socket messages. */
@Controller(CASTS_PATH)
export class MapController {
  constructor(private readonly rooms: Rooms) {}

  @Get('map')
  @RequiredRole('viewer')
  @Header('Cache-Control', 'no-store')
  async show(@Query() query: unknown): Promise<StreamableFile> {
    const { success, data } = mapQuery.safeParse(query);
    if (!success) throw new FailureError('invalid-message', 'map, after');
    const page = await this.rooms.newest.part(CastMap).page(data.map ?? null, data.after ?? 0);
    return new StreamableFile(page, { type: 'application/octet-stream' });
  }
}
