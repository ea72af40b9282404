import { Global, Module } from '@nestjs/common';
import { PhasesRepository } from './steps.repository.js';
import { ShowService } from './steps.service.js';

@Global()
@Module({ providers: [PhasesRepository, ShowService], exports: [ShowService] })
export class ShowModule {}
