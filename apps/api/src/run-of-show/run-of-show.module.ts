import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { StepsHandlers } from './steps.handlers.js';
import { StepsRepository } from './steps.repository.js';
import { StageReplay } from './stage-replay.service.js';
import { Steps } from './steps.service.js';

@Module({ providers: [StepsRepository, StepsHandlers, roomParts(Steps, StageReplay)], exports: [StepsRepository] })
export class RunOfShowModule {}
