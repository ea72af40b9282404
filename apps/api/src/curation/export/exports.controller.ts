import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { CastFileFormat } from '@wandcast/protocol';
import type { Response } from 'express';
import type { Member } from '../../accounts/members/member.js';
import { CurrentMember, RequiredRole } from '../../accounts/sessions/required-role.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { streamText } from '../../platform/limits/stream-text.js';
import { whenClosed } from '../../platform/http/when-closed.js';
import { parseBody } from '../../platform/validation/parse-body.js';
import { Log } from '../../platform/logging/log.js';
import { RequestedRoom } from '../../rooms/events/requested-room.pipe.js';
import { roomPaths } from '../../rooms/events/room-paths.js';
import type { Room } from '../../rooms/room/room.js';
import { exportOptions } from './export-options.js';
import { Exports } from './exports.service.js';

const kinds = {
  ndjson: { ending: 'ndjson', type: 'application/x-ndjson' },
  'tidy-csv': { ending: 'csv', type: 'text/csv; charset=utf-8' },
} as const satisfies Record<CastFileFormat, { ending: string; type: string }>;

/** Streams casts as files, reading the database in pieces: a client that downloads slowly slows them down. */
@Controller(roomPaths('api'))
@RequiredRole('viewer')
export class ExportsController {
  constructor(
    private readonly exports: Exports,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  @Get('casts.ndjson')
  ndjson(
    @Param('room', RequestedRoom) room: Room,
    @CurrentMember() { id }: Member,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    return this.send(room, 'ndjson', id, query, response);
  }
  @Get('casts.csv')
  csv(
    @Param('room', RequestedRoom) room: Room,
    @CurrentMember() { id }: Member,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    return this.send(room, 'tidy-csv', id, query, response);
  }
  @Get('casts.ndjson.gz')
  gzippedNdjson(
    @Param('room', RequestedRoom) room: Room,
    @CurrentMember() { id }: Member,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    return this.sendGzipped(room, 'ndjson', id, query, response);
  }
  @Get('casts.csv.gz')
  gzippedCsv(
    @Param('room', RequestedRoom) room: Room,
    @CurrentMember() { id }: Member,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    return this.sendGzipped(room, 'tidy-csv', id, query, response);
  }

  /** Uses gzip content encoding if the client accepts it. */
  private async send(
    room: Room,
    format: CastFileFormat,
    memberId: string,
    query: unknown,
    response: Response,
  ): Promise<void> {
    const { name, text } = await this.open(room, format, memberId, query, response);
    const { ending, type } = kinds[format];
    const isGzipped = response.req.acceptsEncodings('gzip') === 'gzip';
    if (isGzipped) response.set('content-encoding', 'gzip');
    response.vary('accept-encoding').type(type).attachment(`${name}.${ending}`);
    await this.stream(text, isGzipped, response);
  }

  private async sendGzipped(
    room: Room,
    format: CastFileFormat,
    memberId: string,
    query: unknown,
    response: Response,
  ): Promise<void> {
    const { name, text } = await this.open(room, format, memberId, query, response);
    response.type('application/gzip').attachment(`${name}.${kinds[format].ending}.gz`);
    await this.stream(text, true, response);
  }

  private open(
    room: Room,
    format: CastFileFormat,
    id: string,
    query: unknown,
    response: Response,
  ): ReturnType<Exports['open']> {
    return this.exports.open(room, format, parseBody(exportOptions, query), { id, gone: whenClosed(response) });
  }

  private stream(text: AsyncGenerator<Uint8Array>, isGzipped: boolean, response: Response): Promise<void> {
    return streamText(text, response, { isGzipped, stalledMs: this.config.stalledMs, log: this.log });
  }
}
