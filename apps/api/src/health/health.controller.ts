import { Controller, Get } from '@nestjs/common';
import { RequiredRole } from '../accounts/sessions/required-role.js';
import { Inference } from '../models/inference.service.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { NodesRepository } from './nodes.repository.js';
import { Predictors } from '../models/predictors.js';
import { Rooms } from '../rooms/room/rooms.js';

/** Response of `GET /health`, see `docs/operations.md`. Public, so it contains no names, codes or addresses. */
export interface NodeStatus {
  readonly status: 'ok';
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
    private readonly rooms: Rooms,
    private readonly predictors: Predictors,
    private readonly nodes: NodesRepository,
  ) {}

  @Get()
  async read(): Promise<NodeStatus> {
    const { model } = this.rooms.newest.part(Inference);
    const { engine, engineReason } = this.predictors.engine;
    const nodes = await this.nodes.count().catch(() => 0); // database unreachable: count this node only
    return {
      status: 'ok',
      version: this.config.version,
      engine,
      engineReason,
      database: this.config.database,
      model: model && { id: model.id, version: model.version, kind: model.kind, spells: model.spells },
      nodes: Math.max(1, nodes),
    };
  }
}
