import { Global, Module } from '@nestjs/common';
import { LabelsHandlers } from './labels/labels.handlers.js';
import { CastCommentsRepository } from './labels/cast-comments.repository.js';
import { LabelsRepository } from './labels/labels.repository.js';
import { Labels } from './labels/labels.service.js';
import { CastCutsHandlers } from './cuts/cast-cuts.handlers.js';
import { CastCutsRepository } from './cuts/cast-cuts.repository.js';
import { CastCuts } from './cuts/cast-cuts.service.js';
import { PredictionsRepository } from './scoring/predictions.repository.js';
import { LabelQueueHandlers } from './label-queue/label-queue.handlers.js';
import { LabelQueueRepository } from './label-queue/label-queue.repository.js';
import { LabelQueue } from './label-queue/label-queue.service.js';
import { BackgroundScoring } from './scoring/background-scoring.service.js';
import { roomParts } from '../rooms/room/room-parts.js';

@Global()
@Module({
  providers: [
    ...[LabelsRepository, CastCommentsRepository, PredictionsRepository, LabelQueueRepository, CastCutsRepository],
    ...[LabelsHandlers, LabelQueueHandlers, CastCutsHandlers],
    roomParts(Labels, BackgroundScoring, LabelQueue, CastCuts),
  ],
})
export class LabelingModule {}
