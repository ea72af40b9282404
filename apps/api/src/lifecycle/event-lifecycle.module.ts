import { Global, Module } from '@nestjs/common';
import { ProgrammeService } from './event-lifecycle.service.js';

@Global()
@Module({ providers: [ProgrammeService], exports: [ProgrammeService] })
export class ProgrammeModule {}
