import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { eventCode } from '@wandcast/protocol/schemas';
import type { Response } from 'express';
import { z } from 'zod';
import type { Member } from '../../accounts/members/member.js';
import { CurrentMember, RequiredRole } from '../../accounts/sessions/required-role.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { streamText } from '../../platform/limits/stream-text.js';
import { whenClosed } from '../../platform/http/when-closed.js';
import { Log } from '../../platform/logging/log.js';
import { parseBody } from '../../platform/validation/parse-body.js';
import { RequestedRoom } from '../../rooms/events/requested-room.pipe.js';
import { roomPaths } from '../../rooms/events/room-paths.js';
import type { Room } from '../../rooms/room/room.js';
import { ResultsService } from './results.service.js';

/** Query of `/api/results.csv`; for an earlier event `/api/results.csv?event=MOTH42`. */
const resultsQuery = z.strictObject({ event: eventCode.optional() });

/** Results as a CSV file. Contains names, so it requires a console account. */
@Controller(roomPaths('api'))
@RequiredRole('viewer')
export class ResultsController {
  constructor(
    private readonly results: ResultsService,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  @Get('results.csv')
  async csv(
    @Param('room', RequestedRoom) room: Room,
    @CurrentMember() { id }: Member,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const reader = { id, gone: whenClosed(response) };
    const { name, text } = await this.results.csv(room, parseBody(resultsQuery, query).event, Date.now(), reader);
    response.type('text/csv; charset=utf-8').attachment(`${name}.csv`);
    await streamText(text, response, { isGzipped: false, stalledMs: this.config.stalledMs, log: this.log });
  }
}
