import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { EventLifecycleHandlers } from './event-lifecycle.handlers.js';
import { EventLifecycle } from './event-lifecycle.js';

@Module({ providers: [EventLifecycleHandlers, roomParts(EventLifecycle)] })
export class LifecycleModule {}
