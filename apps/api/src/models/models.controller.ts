import { Controller, Get, Header, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { FailureError, type ModelSummary } from '@wandcast/protocol';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { RequiredRole } from '../accounts/sessions/required-role.js';
import { MAX_MODEL_FILE } from './model-file.js';
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
  async fetch(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    if (!z.uuid().safeParse(id).success) throw new FailureError('model-unknown');
    const { name, bytes } = await this.rooms.newest.part(ModelRegistry).export(id);
    response.attachment(name);
    return new StreamableFile(bytes, { type: 'application/zip', length: bytes.byteLength });
  }

  @Post()
  @RequiredRole('moderator')
  async send(@Req() request: Request): Promise<ModelSummary> {
    return this.rooms.newest.part(ModelRegistry).import(await bodyOf(request));
  }
}

/** The request's body. @throws FailureError `model-unreadable` if it exceeds MAX_MODEL_FILE */
async function bodyOf(request: Request): Promise<Uint8Array> {
  const tooLong = new FailureError('model-unreadable', `more than ${MAX_MODEL_FILE} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > MAX_MODEL_FILE) throw tooLong;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.byteLength;
    if (length > MAX_MODEL_FILE) throw tooLong;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
