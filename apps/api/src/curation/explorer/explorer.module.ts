import { Global, Module } from '@nestjs/common';
import { roomParts } from '../../rooms/room/room-parts.js';
import { CastPicturesService } from './cast-pictures.service.js';
import { CastsController } from './explorer.controller.js';
import { OverviewRepository } from './overview.repository.js';
import { OverviewService } from './overview.service.js';

@Global()
@Module({
  controllers: [CastsController],
  providers: [OverviewRepository, roomParts(CastPicturesService, OverviewService)],
  exports: [OverviewRepository],
})
export class ExplorerModule {}
