import { Global, Module } from '@nestjs/common';
import { CastPicturesService } from './cast-pictures.service.js';
import { CastsController } from './explorer.controller.js';
import { OverviewRepository } from './overview.repository.js';
import { OverviewService } from './overview.service.js';

@Global()
@Module({
  controllers: [CastsController],
  providers: [CastPicturesService, OverviewRepository, OverviewService],
  exports: [CastPicturesService],
})
export class ExplorerModule {}
