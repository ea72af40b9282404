import { Global, Module } from '@nestjs/common';
import { roomParts } from '../../rooms/room/room-parts.js';
import { DatasetsRepository } from './datasets.repository.js';
import { DatasetsService } from './datasets.service.js';

@Global()
@Module({ providers: [DatasetsRepository, roomParts(DatasetsService)], exports: [DatasetsRepository] })
export class DatasetsModule {}
