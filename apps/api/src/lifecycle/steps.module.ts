import { Global, Module } from '@nestjs/common';
import { StepsRepository } from './steps.repository.js';
import { StepsService } from './steps.service.js';

@Global()
@Module({ providers: [StepsRepository, StepsService], exports: [StepsService] })
export class StepsModule {}
