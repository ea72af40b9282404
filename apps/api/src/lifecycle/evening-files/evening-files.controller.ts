import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { EveningImported } from '@wandcast/protocol';
import { eventCode } from '@wandcast/protocol/schemas';
import type { Request, Response } from 'express';
import { AuditService } from '../../accounts/audit/audit.service.js';
import type { Member } from '../../accounts/members/member.js';
import { CurrentMember, RequiredRole } from '../../accounts/sessions/required-role.js';
import { Log } from '../../platform/logging/log.js';
import { parseBody } from '../../platform/validation/parse-body.js';
import { EveningExport } from './evening-export.service.js';
import { EveningImport } from './evening-import.service.js';

/** Whole evenings as files: everything that deleting them deletes. */
@Controller('api/evenings')
export class EveningFilesController {
  constructor(
    private readonly exports: EveningExport,
    private readonly imports: EveningImport,
    private readonly audit: AuditService,
    private readonly log: Log,
  ) {}

  /** Errors abort the response, because the headers are already sent; the file then lacks its last line. */
  @Get(':code')
  @RequiredRole('moderator')
  async download(@Param('code') param: string, @Res() response: Response): Promise<void> {
    const code = parseBody(eventCode, param);
    const lines = await this.exports.open(code);
    response.type('application/gzip').attachment(`wandcast-${code.toLowerCase()}.evening.gz`);
    response.set('cache-control', 'no-store');
    try {
      await pipeline(Readable.from(lines), createGzip(), response);
    } catch (error) {
      this.log.warn({ error: (error as Error).message }, 'an export was interrupted');
    }
  }

  @Post()
  @RequiredRole('owner')
  async upload(@Req() request: Request, @CurrentMember() member: Member): Promise<EveningImported> {
    const imported = await this.store(request);
    this.audit.record(member.name, 'evening:imported', { code: imported.code, title: imported.title });
    return imported;
  }

  /** Reads the request to its end even if the file is refused, because a browser reads no answer before. */
  private async store(request: Request): Promise<EveningImported> {
    try {
      return await this.imports.store(request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>);
    } catch (error) {
      request.resume();
      throw error;
    }
  }
}
