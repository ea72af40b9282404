import { Global, Module } from '@nestjs/common';
import { roomParts } from '../../rooms/room/room-parts.js';
import { DatasetsRepository } from './datasets.repository.js';
import { Datasets } from './datasets.service.js';

@Global()
@Module({ providers: [DatasetsRepository, roomParts(Datasets)], exports: [DatasetsRepository] })
export class DatasetsModule {}
