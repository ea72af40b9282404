import { Global, Module } from '@nestjs/common';
import { CastPicturesService } from './cast-pictures.service.js';
import { CastRowsRepository } from './cast-rows.repository.js';
import { CastsController } from './casts.controller.js';
import { CastsRepository } from './casts.repository.js';
import { CastsService } from './casts.service.js';
import { OverviewRepository } from './overview.repository.js';
import { OverviewService } from './overview.service.js';
import { ShapeFillingService } from './shape-filling.service.js';
import { ShapesRepository } from './shapes.repository.js';

const repositories = [CastRowsRepository, CastsRepository, OverviewRepository, ShapesRepository];

@Global()
@Module({
  controllers: [CastsController],
  providers: [...repositories, CastPicturesService, CastsService, OverviewService, ShapeFillingService],
  exports: [CastPicturesService, CastsService, CastsRepository, ShapesRepository],
})
export class CastsModule {}
