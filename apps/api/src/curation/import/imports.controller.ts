import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import { FailureError, IMPORT_PIECE_BYTES, type ImportInfo } from '@wandcast/protocol';
import { newImport } from '@wandcast/protocol/schemas';
import type { Request } from 'express';
import { z } from 'zod';
import type { Member } from '../../accounts/members/member.js';
import { CurrentMember, RequiredRole } from '../../accounts/sessions/required-role.js';
import { readBody } from '../../platform/http/read-body.js';
import { parseBody } from '../../platform/validation/parse-body.js';
import { parseUuid } from '../../platform/validation/parse-uuid.js';
import { Imports } from './imports.service.js';
import { roomPaths } from '../../rooms/events/room-paths.js';
import { RequestedRoom } from '../../rooms/events/requested-room.pipe.js';
import type { Room } from '../../rooms/room/room.js';

/** Largest accepted piece, bytes. Generous, so that manual uploads need not use the exact piece size. */
const MAX_PIECE = 4 * IMPORT_PIECE_BYTES;

/** Uploads files of casts. The console's socket then stores or cancels them. */
@Controller(roomPaths('api/imports'))
export class ImportsController {
  @Post()
  @RequiredRole('moderator')
  open(
    @Param('room', RequestedRoom) room: Room,
    @Body() body: unknown,
    @CurrentMember() member: Member,
  ): Promise<ImportInfo> {
    return room.part(Imports).open(parseBody(newImport, body), member.name);
  }

  @Get(':id')
  @RequiredRole('viewer')
  get(@Param('room', RequestedRoom) room: Room, @Param('id') id: string): Promise<ImportInfo> {
    return room.part(Imports).get(parseUuid(id, 'import-unknown'));
  }

  /** Accepts the next piece. The response contains the offset to continue at. */
  @Put(':id')
  @RequiredRole('moderator')
  async addPiece(
    @Param('room', RequestedRoom) room: Room,
    @Param('id') id: string,
    @Query('at') at: unknown,
    @Req() request: Request,
  ): Promise<ImportInfo> {
    const offset = parseBody(z.coerce.number().int().min(0), at);
    const importId = parseUuid(id, 'import-unknown');
    return room.part(Imports).addPiece(importId, offset, await pieceOf(request));
  }
}

/** @throws FailureError `import-piece-refused` if the body is too long, incomplete or not `application/octet-stream` */
async function pieceOf(request: Request): Promise<Uint8Array> {
  const type = request.headers['content-type'] ?? '';
  if (type !== '' && type !== 'application/octet-stream')
    throw new FailureError('import-piece-refused', 'the content type must be application/octet-stream');
  const tooLong = new FailureError('import-piece-refused', `more than ${MAX_PIECE} bytes at once`);
  try {
    return await readBody(request, MAX_PIECE, tooLong);
  } catch (error) {
    throw error === tooLong ? tooLong : new FailureError('import-piece-refused', 'the upload was interrupted');
  }
}
