import { Global, Module } from '@nestjs/common';
import { InferenceService } from './inference.service.js';
import { ModelsController } from './models.controller.js';
import { ModelsRepository } from './models.repository.js';
import { RegistryService } from './model-registry.service.js';

@Global()
@Module({
  controllers: [ModelsController],
  providers: [InferenceService, ModelsRepository, RegistryService],
  exports: [InferenceService, ModelsRepository, RegistryService],
})
export class InferenceModule {}
