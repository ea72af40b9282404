import { Global, Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { AutoTrainingService } from './auto-training.service.js';
import { TeachingNeedsNotifier } from './needs-notifier.service.js';
import { ReadinessService } from './readiness.service.js';
import { TrainingSetRepository } from './training-casts.repository.js';
import { LessonsService } from './training-data.service.js';
import { TrainingQueueRepository } from './training-queue.repository.js';
import { TrainingRunService } from './training-run.service.js';
import { TrainingWorkerService } from './training-worker.service.js';
import { TrainingService } from './training.service.js';

@Global()
@Module({
  providers: [
    ...[TrainingQueueRepository, TrainingSetRepository, TrainingWorkerService],
    roomParts(ReadinessService, TeachingNeedsNotifier, LessonsService),
    roomParts(TrainingService, TrainingRunService, AutoTrainingService),
  ],
  exports: [TrainingQueueRepository, TrainingSetRepository],
})
export class TrainingModule {}
