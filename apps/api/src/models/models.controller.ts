import { Controller, Get, Header, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { FailureError, MAX_MODEL_BYTES, type ModelSummary } from '@wandcast/protocol';
import type { Request, Response } from 'express';
import { RequiredRole } from '../accounts/sessions/required-role.js';
import { readBody } from '../platform/http/read-body.js';
import { parseUuid } from '../platform/validation/parse-uuid.js';
import { ModelRegistry } from './model-registry.service.js';
import { Rooms } from '../rooms/room/rooms.js';

/** Path of the HTTP API for model files. */
export const MODELS_PATH = 'api/models';

/** Downloads and uploads model files. */
@Controller(MODELS_PATH)
export class ModelsController {
  constructor(private readonly rooms: Rooms) {}

  @Get(':id')
  @RequiredRole('viewer')
  @Header('Cache-Control', 'no-store')
  async download(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    const { name, bytes } = await this.rooms.newest.part(ModelRegistry).export(parseUuid(id, 'model-unknown'));
    response.attachment(name);
    return new StreamableFile(bytes, { type: 'application/zip', length: bytes.byteLength });
  }

  @Post()
  @RequiredRole('moderator')
  async upload(@Req() request: Request): Promise<ModelSummary> {
    const tooLong = new FailureError('model-unreadable', `more than ${MAX_MODEL_BYTES} bytes`);
    return this.rooms.newest.part(ModelRegistry).import(await readBody(request, MAX_MODEL_BYTES, tooLong));
  }
}
