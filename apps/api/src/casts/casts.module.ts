import { Global, Module } from '@nestjs/common';
import { CastPicturesService } from './cast-pictures.service.js';
import { CastRowsRepository } from './cast-rows.repository.js';
import { CastsController } from './casts.controller.js';
import { CastsRepository } from './casts.repository.js';
import { CastsService } from './casts.service.js';
import { DeletionsRepository } from './deletions.repository.js';
import { DeletionsService } from './deletions.service.js';
import { OverviewRepository } from './overview.repository.js';
import { OverviewService } from './overview.service.js';
import { ShapeFillingService } from './shape-filling.service.js';
import { ShapesRepository } from './shapes.repository.js';

const repositories = [CastRowsRepository, CastsRepository, DeletionsRepository, OverviewRepository, ShapesRepository];
const services = [CastPicturesService, CastsService, DeletionsService, OverviewService, ShapeFillingService];

@Global()
@Module({
  controllers: [CastsController],
  providers: [...repositories, ...services],
  exports: [CastPicturesService, CastRowsRepository, CastsService, CastsRepository, DeletionsService, ShapesRepository],
})
export class CastsModule {}
