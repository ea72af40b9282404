import { Global, Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { InferenceService } from './inference.service.js';
import { RegistryService } from './model-registry.service.js';
import { ModelsController } from './models.controller.js';
import { ModelsRepository } from './models.repository.js';
import { Predictors } from './predictors.js';

@Global()
@Module({
  controllers: [ModelsController],
  providers: [ModelsRepository, Predictors, roomParts(InferenceService, RegistryService)],
  exports: [ModelsRepository, Predictors],
})
export class ModelsModule {}
