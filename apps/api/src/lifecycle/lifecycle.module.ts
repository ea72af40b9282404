import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { EventLifecycleHandlers } from './event-lifecycle.handlers.js';
import { EventLifecycle } from './event-lifecycle.js';
import { StepsHandlers } from './steps.handlers.js';
import { StepsRepository } from './steps.repository.js';
import { Steps } from './steps.service.js';

@Module({
  providers: [StepsRepository, EventLifecycleHandlers, StepsHandlers, roomParts(EventLifecycle, Steps)],
  exports: [StepsRepository],
})
export class LifecycleModule {}
