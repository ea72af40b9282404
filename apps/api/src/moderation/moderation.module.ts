import { Global, Module } from '@nestjs/common';
import { PeopleNews } from '../rooms/participants/participant-events.js';
import { PeopleTeller } from './participant-list-notifier.service.js';
import { PeopleRepository } from './moderation.repository.js';
import { PeopleService } from './moderation.service.js';

@Global()
@Module({
  providers: [PeopleNews, PeopleRepository, PeopleService, PeopleTeller],
  exports: [PeopleNews, PeopleService],
})
export class PeopleModule {}
