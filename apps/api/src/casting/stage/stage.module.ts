import { Global, Module } from '@nestjs/common';
import { StageTicker } from './stage-frames.service.js';

@Global()
@Module({ providers: [StageTicker], exports: [StageTicker] })
export class StageModule {}
