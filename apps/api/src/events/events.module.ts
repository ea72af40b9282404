import { Global, Module } from '@nestjs/common';
import { EventsController } from './events.controller.js';
import { EventsRepository } from './events.repository.js';
import { EventsService } from './events.service.js';
import { ParticipantsRepository } from './participants.repository.js';
import { ParticipantsService } from './participants.service.js';

@Global()
@Module({
  controllers: [EventsController],
  providers: [EventsRepository, EventsService, ParticipantsRepository, ParticipantsService],
  exports: [EventsService, ParticipantsRepository, ParticipantsService],
})
export class EventsModule {}
