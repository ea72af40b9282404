import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { EventLifecycle } from './event-lifecycle.js';
import { StepsRepository } from './steps.repository.js';
import { Steps } from './steps.service.js';

@Module({ providers: [StepsRepository, roomParts(EventLifecycle, Steps)], exports: [StepsRepository] })
export class LifecycleModule {}
