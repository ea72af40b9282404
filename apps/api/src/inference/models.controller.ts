import { Controller, Get, Header, HttpException, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { FailureError, toFailure, type FailureCode, type ModelSummary } from '@wandcast/protocol';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AccessService } from '../auth/access.service.js';
import { EventsService } from '../events/events.service.js';
import { MAX_MODEL_FILE } from './model-file.js';
import { RegistryService } from './registry.service.js';

/** Where the console finds models as files. */
export const MODELS_PATH = 'api/models';

const statuses: Partial<Record<FailureCode, number>> = { unauthorised: 401, 'model-unknown': 404 };

/** Models as files, for whoever has the console's token. */
@Controller(MODELS_PATH)
export class ModelsController {
  constructor(
    private readonly registry: RegistryService,
    private readonly access: AccessService,
    private readonly events: EventsService,
  ) {}

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  async fetch(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return this.named(async () => {
      this.check(request);
      if (!z.uuid().safeParse(id).success) throw new FailureError('model-unknown');
      const { name, bytes } = await this.registry.export(id);
      response.attachment(name);
      return new StreamableFile(bytes, { type: 'application/zip', length: bytes.byteLength });
    });
  }

  @Post()
  async send(@Req() request: Request): Promise<ModelSummary> {
    return this.named(async () => {
      this.check(request);
      return this.registry.import(await bodyOf(request));
    });
  }

  /** @throws FailureError `unauthorised` */
  private check(request: Request): void {
    const [, token] = /^Bearer (.{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw new FailureError('unauthorised');
    this.access.check('console', this.events.current.id, token);
  }

  /** Failures go back by name, as on a socket. */
  private async named<T>(answer: () => Promise<T>): Promise<T> {
    try {
      return await answer();
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      throw new HttpException(toFailure(error.code, error.detail), statuses[error.code] ?? 422);
    }
  }
}

/** @throws FailureError `model-unreadable` where it is too long to be a model */
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
