import { Global, Module } from '@nestjs/common';
import { RehearsalService } from './rehearsal.service.js';

@Global()
@Module({ providers: [RehearsalService], exports: [RehearsalService] })
export class RehearsalModule {}
