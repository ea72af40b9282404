import { Global, Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { PeopleRepository } from './moderation.repository.js';
import { PeopleService } from './moderation.service.js';
import { PeopleTeller } from './participant-list-notifier.service.js';

@Global()
@Module({
  providers: [PeopleRepository, roomParts(PeopleService, PeopleTeller)],
  exports: [PeopleRepository],
})
export class ModerationModule {}
