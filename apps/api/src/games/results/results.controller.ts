import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { eventCode } from '@wandcast/protocol/schemas';
import type { Response } from 'express';
import { z } from 'zod';
import { RequiredRole } from '../../accounts/sessions/required-role.js';
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
  constructor(private readonly results: ResultsService) {}

  @Get('results.csv')
  async csv(
    @Param('room', RequestedRoom) room: Room,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const { name, text } = await this.results.csv(room, parseBody(resultsQuery, query).event, Date.now());
    response.type('text/csv; charset=utf-8').attachment(`${name}.csv`).set('cache-control', 'no-store').send(text);
  }
}
