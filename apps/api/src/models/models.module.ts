import { Global, Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { Inference } from './inference.service.js';
import { ModelRegistry } from './model-registry.service.js';
import { ModelsController } from './models.controller.js';
import { ModelsRepository } from './models.repository.js';
import { Predictors } from './predictors.js';

@Global()
@Module({
  controllers: [ModelsController],
  providers: [ModelsRepository, Predictors, roomParts(Inference, ModelRegistry)],
  exports: [ModelsRepository, Predictors],
})
export class ModelsModule {}
