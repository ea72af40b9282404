import { Global, Module } from '@nestjs/common';
import { InferenceService } from './inference.service.js';
import { LiveBars } from './live-bars.js';
import { ModelsRepository } from './models.repository.js';

@Global()
@Module({
  providers: [InferenceService, LiveBars, ModelsRepository],
  exports: [InferenceService, LiveBars, ModelsRepository],
})
export class InferenceModule {}
