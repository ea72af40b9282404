import { Global, Module } from '@nestjs/common';
import { CastRowsRepository } from './storage/cast-rows.repository.js';
import { CastsRepository } from './storage/casts.repository.js';
import { CastsService } from './casts.service.js';
import { DeletionsRepository } from '../rooms/deletions/deletions.repository.js';
import { DeletionsService } from '../rooms/deletions/deletions.service.js';
import { LiveBars } from './ingest/live-predictions.js';
import { ShapeFillingService } from './storage/shape-backfill.service.js';
import { ShapesRepository } from './storage/shapes.repository.js';

const repositories = [CastRowsRepository, CastsRepository, DeletionsRepository, ShapesRepository];
const services = [CastsService, DeletionsService, LiveBars, ShapeFillingService];

@Global()
@Module({
  providers: [...repositories, ...services],
  exports: [CastRowsRepository, CastsService, CastsRepository, DeletionsService, ShapesRepository],
})
export class CastsModule {}
