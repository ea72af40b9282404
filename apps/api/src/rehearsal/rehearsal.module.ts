import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { RehearsalService } from './rehearsal.service.js';

@Module({ providers: [roomParts(RehearsalService)] })
export class RehearsalModule {}
