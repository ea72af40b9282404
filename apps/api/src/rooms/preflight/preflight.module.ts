import { Global, Module } from '@nestjs/common';
import { PreflightsRepository } from './preflights.repository.js';
import { PreflightsService } from './preflights.service.js';

@Global()
@Module({ providers: [PreflightsRepository, PreflightsService], exports: [PreflightsService] })
export class PreflightModule {}
