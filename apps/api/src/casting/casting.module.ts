import { Global, Module } from '@nestjs/common';
import { CastPicturesService } from '../curation/explorer/cast-pictures.service.js';
import { CastRowsRepository } from './storage/cast-rows.repository.js';
import { CastsController } from '../curation/explorer/explorer.controller.js';
import { CastsRepository } from './storage/casts.repository.js';
import { CastsService } from './casts.service.js';
import { DeletionsRepository } from '../rooms/deletions/deletions.repository.js';
import { DeletionsService } from '../rooms/deletions/deletions.service.js';
import { OverviewRepository } from '../curation/explorer/overview.repository.js';
import { OverviewService } from '../curation/explorer/overview.service.js';
import { ShapeFillingService } from './storage/shape-backfill.service.js';
import { ShapesRepository } from './storage/shapes.repository.js';

const repositories = [CastRowsRepository, CastsRepository, DeletionsRepository, OverviewRepository, ShapesRepository];
const services = [CastPicturesService, CastsService, DeletionsService, OverviewService, ShapeFillingService];

@Global()
@Module({
  controllers: [CastsController],
  providers: [...repositories, ...services],
  exports: [CastPicturesService, CastRowsRepository, CastsService, CastsRepository, DeletionsService, ShapesRepository],
})
export class CastsModule {}
