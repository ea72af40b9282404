import { Global, Module } from '@nestjs/common';
import { LabelsRepository } from './labels.repository.js';
import { LabelsService } from './labels.service.js';

@Global()
@Module({ providers: [LabelsRepository, LabelsService], exports: [LabelsService] })
export class LabellingModule {}
