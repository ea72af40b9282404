import { Global, Module } from '@nestjs/common';
import { DatasetsRepository } from './datasets.repository.js';
import { DatasetsService } from './datasets.service.js';

@Global()
@Module({ providers: [DatasetsRepository, DatasetsService], exports: [DatasetsRepository, DatasetsService] })
export class DatasetsModule {}
