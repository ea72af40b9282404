import { Global, Module } from '@nestjs/common';
import { PhasesRepository } from './phases.repository.js';
import { ShowService } from './show.service.js';

@Global()
@Module({ providers: [PhasesRepository, ShowService], exports: [ShowService] })
export class ShowModule {}
