import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { RehearsalHandlers } from './rehearsal.handlers.js';
import { Rehearsals } from './rehearsal.service.js';

@Module({ providers: [RehearsalHandlers, roomParts(Rehearsals)] })
export class RehearsalModule {}
