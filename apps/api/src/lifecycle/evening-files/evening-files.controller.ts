import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { FailureError, MAX_EVENING_BYTES, type EveningImported } from '@wandcast/protocol';
import { eventCode } from '@wandcast/protocol/schemas';
import type { Request, Response } from 'express';
import { AuditService } from '../../accounts/audit/audit.service.js';
import type { Member } from '../../accounts/members/member.js';
import { CurrentMember, RequiredRole } from '../../accounts/sessions/required-role.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { Upload } from '../../platform/http/upload.js';
import { Log } from '../../platform/logging/log.js';
import { parseBody } from '../../platform/validation/parse-body.js';
import { roomPaths } from '../../rooms/events/room-paths.js';
import { RequestedRoom } from '../../rooms/events/requested-room.pipe.js';
import type { Room } from '../../rooms/room/room.js';
import { EveningExport } from './evening-export.service.js';
import { EveningImport } from './evening-import.service.js';
import { EveningTransfers } from './evening-transfers.js';

/** Whole evenings as files: everything that deleting them deletes. */
@Controller(roomPaths('api/evenings'))
export class EveningFilesController {
  constructor(
    private readonly exports: EveningExport,
    private readonly imports: EveningImport,
    private readonly transfers: EveningTransfers,
    private readonly audit: AuditService,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  /**
   * A HEAD request tells whether the download can start. Later errors abort the response, because the headers are already
   * sent; the file then lacks its last line.
   */
  @Get(':code')
  @RequiredRole('moderator')
  async download(
    @Param('room', RequestedRoom) room: Room,
    @Param('code') param: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const code = parseBody(eventCode, param);
    const isAsking = request.method === 'HEAD';
    const answer = async (): Promise<void> => {
      const lines = await this.exports.open(room, code);
      response.type('application/gzip').attachment(`wandcast-${code.toLowerCase()}.evening.gz`);
      response.set('cache-control', 'no-store');
      if (isAsking) response.end();
      else await this.send(lines, response);
    };
    if (isAsking) {
      this.transfers.check('export');
      await answer();
    } else await this.transfers.run('export', answer);
  }

  @Post()
  @RequiredRole('owner')
  async upload(
    @Param('room', RequestedRoom) room: Room,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CurrentMember() member: Member,
  ): Promise<EveningImported> {
    const imported = await this.store(room, request, response);
    this.audit.record(member, 'evening:imported', { code: imported.code, title: imported.title });
    return imported;
  }

  private async send(lines: AsyncGenerator<string>, response: Response): Promise<void> {
    response.setTimeout(this.config.stalledMs, () => response.destroy());
    try {
      await pipeline(Readable.from(lines), createGzip(), response);
    } catch (error) {
      this.log.warn({ error: (error as Error).message }, 'an export was interrupted');
    }
  }

  private async store(room: Room, request: Request, response: Response): Promise<EveningImported> {
    const stalled = new FailureError('evening-stalled');
    const upload = new Upload(request, {
      ...{ maxBytes: MAX_EVENING_BYTES, stalledMs: this.config.stalledMs, stalled },
      tooLarge: new FailureError('evening-too-large', `more than ${MAX_EVENING_BYTES} bytes`),
    });
    try {
      return await this.transfers.run('import', () => this.imports.store(room, upload.pieces()));
    } catch (error) {
      if (error === stalled) response.set('connection', 'close');
      else {
        // Otherwise a pause as short as Node's keep-alive time would end the upload before the answer is read.
        response.once('finish', () => {
          if (!request.complete) request.socket.setTimeout(this.config.stalledMs);
        });
        void upload.discard();
      }
      throw error;
    }
  }
}
