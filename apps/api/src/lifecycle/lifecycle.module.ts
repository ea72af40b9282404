import { Module } from '@nestjs/common';
import { TeamModule } from '../team/team.module.js';
import { roomParts } from '../rooms/room/room-parts.js';
import { RunOfShowModule } from '../run-of-show/run-of-show.module.js';
import { EveningExport } from './evening-files/evening-export.service.js';
import { EveningFilesController } from './evening-files/evening-files.controller.js';
import { EveningImport } from './evening-files/evening-import.service.js';
import { EveningTransfers } from './evening-files/evening-transfers.js';
import { ExportedEveningRepository } from './evening-files/exported-evening.repository.js';
import { ImportedEveningRepository } from './evening-files/imported-evening.repository.js';
import { EventLifecycleHandlers } from './next-event/event-lifecycle.handlers.js';
import { EventLifecycle } from './next-event/event-lifecycle.js';
import { EventPlans } from './next-event/event-plans.js';
import { OrganizationsHandlers } from './organizations/organizations.handlers.js';
import { OrganizationsRepository } from './organizations/organizations.repository.js';
import { EventCopy } from './past-events/event-copy.js';
import { EventDeletionsRepository } from './past-events/event-deletions.repository.js';
import { EventDeletions } from './past-events/event-deletions.service.js';
import { EventDetailsService } from './past-events/event-details.service.js';
import { EventListRepository } from './past-events/event-list.repository.js';
import { EventWinnersService } from './past-events/event-winners.service.js';
import { PastEventsHandlers } from './past-events/past-events.handlers.js';
import { Retention } from './past-events/retention.service.js';
import { RoomListHandlers } from './room-list/room-list.handlers.js';
import { RoomList } from './room-list/room-list.service.js';
import { RoomsRepository } from './room-list/rooms.repository.js';

@Module({
  imports: [RunOfShowModule, TeamModule],
  controllers: [EveningFilesController],
  providers: [
    ...[EventLifecycleHandlers, EventPlans, PastEventsHandlers, RoomListHandlers, RoomList, RoomsRepository],
    ...[EventDeletions, Retention, EventDetailsService, EventWinnersService, EveningExport, EveningImport],
    ...[EveningTransfers, OrganizationsHandlers, OrganizationsRepository],
    ...[EventDeletionsRepository, EventListRepository, ExportedEveningRepository, ImportedEveningRepository],
    roomParts(EventLifecycle, EventCopy),
  ],
})
export class LifecycleModule {}
