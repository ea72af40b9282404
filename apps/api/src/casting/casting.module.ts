import { Global, Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { CastsHandlers } from './casts.handlers.js';
import { CastsService } from './casts.service.js';
import { LivePredictions } from './ingest/live-predictions.js';
import { ConfirmedCastsRepository } from './personal/confirmed-casts.repository.js';
import { PersonalAdapters } from './personal/personal-adapters.service.js';
import { CastPaths } from './stage/cast-paths.service.js';
import { Reactions } from './stage/reactions.service.js';
import { StageFrames } from './stage/stage-frames.service.js';
import { CastRowsRepository } from './storage/cast-rows.repository.js';
import { CastsRepository } from './storage/casts.repository.js';
import { ShapeBackfill } from './storage/shape-backfill.service.js';
import { ShapesRepository } from './storage/shapes.repository.js';
import { WandHandlerRegistry } from './wand-handler-registry.js';

const repositories = [CastRowsRepository, CastsRepository, ShapesRepository, ConfirmedCastsRepository];

@Global()
@Module({
  providers: [
    ...repositories,
    ...[WandHandlerRegistry, CastsService, CastsHandlers, ShapeBackfill],
    roomParts(LivePredictions, PersonalAdapters, CastPaths, Reactions, StageFrames),
  ],
  exports: [...repositories, CastsService, WandHandlerRegistry],
})
export class CastingModule {}
