import { Global, Module } from '@nestjs/common';
import { AutoTrainingService } from './auto-training.service.js';
import { TeachingNeedsNotifier } from './needs-notifier.service.js';
import { LessonsService } from './training-data.service.js';
import { ReadinessService } from './readiness.service.js';
import { TrainingQueueRepository } from './training-queue.repository.js';
import { TrainingRunService } from './training-run.service.js';
import { TrainingSetRepository } from './training-casts.repository.js';
import { TrainingWorkerService } from './training-worker.service.js';
import { TrainingService } from './training.service.js';

@Global()
@Module({
  providers: [
    ...[AutoTrainingService, LessonsService, TeachingNeedsNotifier, ReadinessService],
    ...[TrainingQueueRepository, TrainingRunService],
    ...[TrainingSetRepository, TrainingWorkerService, TrainingService],
  ],
  exports: [TeachingNeedsNotifier, ReadinessService, TrainingRunService, TrainingService],
})
export class TrainingModule {}
