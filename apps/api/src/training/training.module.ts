import { Global, Module } from '@nestjs/common';
import { TrainingService } from './training.service.js';

@Global()
@Module({ providers: [TrainingService], exports: [TrainingService] })
export class TrainingModule {}
