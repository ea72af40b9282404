import { Global, Module } from '@nestjs/common';
import { LabelsRepository } from './labels.repository.js';
import { LabelsService } from './labels.service.js';
import { PredictionsRepository } from './predictions.repository.js';
import { QueueRepository } from './queue.repository.js';
import { QueueService } from './queue.service.js';
import { SecondLookService } from './second-look.service.js';

@Global()
@Module({
  providers: [LabelsRepository, LabelsService, PredictionsRepository, QueueRepository, QueueService, SecondLookService],
  exports: [LabelsService, QueueService, SecondLookService],
})
export class LabellingModule {}
