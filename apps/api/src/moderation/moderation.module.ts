import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { ModerationHandlers } from './moderation.handlers.js';
import { ModerationRepository } from './moderation.repository.js';
import { Moderation } from './moderation.service.js';
import { ParticipantListNotifier } from './participant-list-notifier.service.js';

@Module({
  providers: [ModerationRepository, ModerationHandlers, roomParts(Moderation, ParticipantListNotifier)],
})
export class ModerationModule {}
