import { Global, Module } from '@nestjs/common';
import { EventsController } from './events/events.controller.js';
import { EventsRepository } from './events/events.repository.js';
import { EventsService } from './events/events.service.js';
import { ParticipantsRepository } from './participants/participants.repository.js';
import { ParticipantsService } from './participants/participants.service.js';
import { Crowd } from './participants/crowd.js';

@Global()
@Module({
  controllers: [EventsController],
  providers: [Crowd, EventsRepository, EventsService, ParticipantsRepository, ParticipantsService],
  exports: [Crowd, EventsService, ParticipantsRepository, ParticipantsService],
})
export class EventsModule {}
