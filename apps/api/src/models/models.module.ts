import { Global, Module } from '@nestjs/common';
import { InferenceService } from './inference.service.js';
import { LiveBars } from '../casting/ingest/live-predictions.js';
import { ModelsController } from './models.controller.js';
import { ModelsRepository } from './models.repository.js';
import { RegistryService } from './model-registry.service.js';

@Global()
@Module({
  controllers: [ModelsController],
  providers: [InferenceService, LiveBars, ModelsRepository, RegistryService],
  exports: [InferenceService, LiveBars, ModelsRepository, RegistryService],
})
export class InferenceModule {}
