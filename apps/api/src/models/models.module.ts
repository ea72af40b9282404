import { Global, Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { DamagedModels } from './damaged-models.service.js';
import { Inference } from './inference.service.js';
import { ModelRegistry } from './model-registry.service.js';
import { ModelTrials } from './model-trials.service.js';
import { ModelsController } from './models.controller.js';
import { ModelsHandlers } from './models.handlers.js';
import { ModelsRepository } from './models.repository.js';
import { PhoneTrials } from './phone-trials.js';
import { Predictors } from './worker/predictors.js';

@Global()
@Module({
  controllers: [ModelsController],
  providers: [
    ModelsRepository,
    Predictors,
    ModelTrials,
    ModelsHandlers,
    roomParts(Inference, ModelRegistry, DamagedModels, PhoneTrials),
  ],
  exports: [ModelsRepository, Predictors, ModelTrials],
})
export class ModelsModule {}
