import { Controller, Get, Header, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { FailureError, MAX_MODEL_BYTES, type ModelSummary } from '@wandcast/protocol';
import type { Request, Response } from 'express';
import { RequiredRole } from '../accounts/sessions/required-role.js';
import { readBody } from '../platform/http/read-body.js';
import { parseUuid } from '../platform/validation/parse-uuid.js';
import { ModelRegistry } from './model-registry.service.js';
import { roomPaths } from '../rooms/events/room-paths.js';
import { RequestedRoom } from '../rooms/events/requested-room.pipe.js';
import type { Room } from '../rooms/room/room.js';

/** Downloads and uploads model files. */
@Controller(roomPaths('api/models'))
export class ModelsController {
  @Get(':id')
  @RequiredRole('viewer')
  @Header('Cache-Control', 'no-store')
  async download(
    @Param('room', RequestedRoom) room: Room,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, bytes } = await room.part(ModelRegistry).export(parseUuid(id, 'model-unknown'));
    response.attachment(name);
    return new StreamableFile(bytes, { type: 'application/zip', length: bytes.byteLength });
  }

  @Post()
  @RequiredRole('moderator')
  async upload(@Param('room', RequestedRoom) room: Room, @Req() request: Request): Promise<ModelSummary> {
    const tooLong = new FailureError('model-unreadable', `more than ${MAX_MODEL_BYTES} bytes`);
    return room.part(ModelRegistry).import(await readBody(request, MAX_MODEL_BYTES, tooLong));
  }
}
