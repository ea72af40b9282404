import { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import type { Response } from 'express';
import { z } from 'zod';
import type { Member } from '../../accounts/members/member.js';
import { CurrentMember, RequiredRole } from '../../accounts/sessions/required-role.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { firstPieceOf } from '../../platform/http/first-piece.js';
import { whenClosed } from '../../platform/http/when-closed.js';
import { endStalled } from '../../platform/limits/end-stalled.js';
import { CastsOverview } from './casts-overview.js';
import { roomPaths } from '../../rooms/events/room-paths.js';
import { RequestedRoom } from '../../rooms/events/requested-room.pipe.js';
import type { Room } from '../../rooms/room/room.js';

const overviewQuery = z.object({ since: z.coerce.number().min(0).max(8.64e15).optional() });

/** Serves the overview of all casts over HTTP: it is too large for socket messages. */
@Controller(roomPaths('api/casts'))
export class ExplorerController {
  constructor(private readonly config: ServerConfig) {}

  @Get('overview')
  @RequiredRole('viewer')
  @Header('Cache-Control', 'no-store')
  async show(
    @CurrentMember() { id }: Member,
    @Param('room', RequestedRoom) room: Room,
    @Query() query: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { success, data } = overviewQuery.safeParse(query);
    if (!success) throw new FailureError('invalid-message', 'since');
    const reader = { id, gone: whenClosed(response) };
    const pages = await firstPieceOf(room.part(CastsOverview).pages(data.since ?? null, reader));
    endStalled(response, this.config.stalledMs);
    const stream = Readable.from(pages, { objectMode: true, highWaterMark: 1 });
    return new StreamableFile(stream, { type: 'application/octet-stream' });
  }
}
