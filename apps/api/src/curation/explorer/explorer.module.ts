import { Global, Module } from '@nestjs/common';
import { roomParts } from '../../rooms/room/room-parts.js';
import { CastPictures } from './cast-pictures.service.js';
import { ExplorerController } from './explorer.controller.js';
import { ExplorerHandlers } from './explorer.handlers.js';
import { OverviewRepository } from './overview.repository.js';
import { CastsOverview } from './casts-overview.js';

@Global()
@Module({
  controllers: [ExplorerController],
  providers: [OverviewRepository, ExplorerHandlers, roomParts(CastPictures, CastsOverview)],
  exports: [OverviewRepository],
})
export class ExplorerModule {}
