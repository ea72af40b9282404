import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RequiredRole } from '../accounts/sessions/required-role.js';
import { Inference } from '../models/inference.service.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { NodeCount } from './node-count.js';
import { StorageCheck } from '../platform/database/storage-check.js';
import { Predictors } from '../models/worker/predictors.js';
import { OpenRooms } from '../rooms/events/open-rooms.service.js';

/** Response of `GET /health`, see `docs/operations.md`. Public, so it contains no names, codes or addresses. */
export interface NodeStatus {
  /** `failing` while casts cannot be stored, with status code 503. */
  readonly status: 'ok' | 'failing';
  /** Why, and what to do; only if failing. */
  readonly reason?: string;
  readonly version: string;
  readonly engine: 'tensorflow' | 'wasm';
  readonly engineReason: string;
  readonly database: 'embedded' | 'external';
  readonly model: { id: string; version: number; kind: string; spells: readonly string[] } | null;
  /** Number of nodes on this database, including this one. */
  readonly nodes: number;
}

@Controller('health')
@RequiredRole('none')
export class HealthController {
  constructor(
    private readonly config: ServerConfig,
    private readonly rooms: OpenRooms,
    private readonly predictors: Predictors,
    private readonly nodes: NodeCount,
    private readonly storage: StorageCheck,
  ) {}

  @Get()
  async read(@Res({ passthrough: true }) response: Response): Promise<NodeStatus> {
    const model = this.rooms.rooms.find(this.rooms.mainId)?.part(Inference).model ?? null; // another node may have it
    const { engine, engineReason } = this.predictors.engine;
    const counting = this.nodes.read(); // meanwhile, so that both together take less than a second
    const fault = await this.storage.read();
    if (fault !== undefined) response.status(HttpStatus.SERVICE_UNAVAILABLE);
    // Without a database, only this node is counted.
    const nodes = fault === undefined ? await counting : 1;
    return {
      ...(fault === undefined ? { status: 'ok' } : { status: 'failing', reason: fault.text }),
      version: this.config.version,
      engine,
      engineReason,
      database: this.config.database,
      model: model && { id: model.id, version: model.version, kind: model.kind, spells: model.spells },
      nodes,
    };
  }
}
