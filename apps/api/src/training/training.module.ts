import { Global, Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { AutoTraining } from './auto-training.service.js';
import { TeachingNeedsNotifier } from './teaching-needs-notifier.js';
import { ReadinessCounter } from './readiness-counter.js';
import { TrainingCastsRepository } from './training-casts.repository.js';
import { TrainingData } from './training-data.service.js';
import { TrainingHandlers } from './training.handlers.js';
import { TrainingPacesRepository } from './training-paces.repository.js';
import { TrainingQueueRepository } from './training-queue.repository.js';
import { TrainingRun } from './training-run.service.js';
import { TrainingDispatcher } from './training-dispatcher.service.js';
import { Trainings } from './training.service.js';
import { RemotePredictions } from './workers/remote-predictions.service.js';
import { TrainingSlots } from './workers/training-slots.service.js';
import { TrainingWorkersRepository } from './workers/training-workers.repository.js';

@Global()
@Module({
  providers: [
    ...[TrainingQueueRepository, TrainingPacesRepository, TrainingCastsRepository, TrainingWorkersRepository],
    ...[TrainingSlots, TrainingDispatcher, TrainingHandlers, RemotePredictions],
    roomParts(ReadinessCounter, TeachingNeedsNotifier, TrainingData),
    roomParts(Trainings, TrainingRun, AutoTraining),
  ],
  exports: [TrainingQueueRepository, TrainingCastsRepository],
})
export class TrainingModule {}
