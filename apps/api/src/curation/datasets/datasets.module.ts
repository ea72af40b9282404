import { Global, Module } from '@nestjs/common';
import { roomParts } from '../../rooms/room/room-parts.js';
import { DatasetsHandlers } from './datasets.handlers.js';
import { DatasetsRepository } from './datasets.repository.js';
import { Datasets } from './datasets.service.js';

@Global()
@Module({ providers: [DatasetsRepository, DatasetsHandlers, roomParts(Datasets)], exports: [DatasetsRepository] })
export class DatasetsModule {}
