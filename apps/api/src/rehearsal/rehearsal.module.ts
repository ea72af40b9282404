import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { Rehearsals } from './rehearsal.service.js';

@Module({ providers: [roomParts(Rehearsals)] })
export class RehearsalModule {}
