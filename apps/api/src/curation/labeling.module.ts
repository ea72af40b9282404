import { Global, Module } from '@nestjs/common';
import { LabelsRepository } from './labels/labels.repository.js';
import { LabelsService } from './labels/labels.service.js';
import { PredictionsRepository } from './scoring/predictions.repository.js';
import { QueueRepository } from './label-queue/label-queue.repository.js';
import { QueueService } from './label-queue/label-queue.service.js';
import { SecondLookService } from './scoring/background-scoring.service.js';
import { roomParts } from '../rooms/room/room-parts.js';

@Global()
@Module({
  providers: [
    ...[LabelsRepository, PredictionsRepository, QueueRepository],
    roomParts(LabelsService, SecondLookService, QueueService),
  ],
})
export class LabelingModule {}
