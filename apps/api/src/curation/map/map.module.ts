import { Global, Module } from '@nestjs/common';
import { roomParts } from '../../rooms/room/room-parts.js';
import { CastFeatures } from './cast-features.js';
import { CastMap } from './cast-map.service.js';
import { CastMapsRepository } from './cast-maps.repository.js';
import { MapController } from './map.controller.js';

@Global()
@Module({
  controllers: [MapController],
  providers: [CastMapsRepository, roomParts(CastFeatures, CastMap)],
})
export class MapModule {}
