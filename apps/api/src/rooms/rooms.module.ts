import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DeletionsRepository } from './deletions/deletions.repository.js';
import { DeletionsService } from './deletions/deletions.service.js';
import { CodeGuesses } from './events/code-guesses.js';
import { PhoneCookies } from './events/phone-cookies.js';
import { EventLinksHandlers } from './events/event-links.handlers.js';
import { EventLinks } from './events/event-links.js';
import { EventTokens } from './events/event-tokens.js';
import { EventSettingsHandlers } from './events/event-settings.handlers.js';
import { EventSettings } from './events/event-settings.js';
import { EventsController } from './events/events.controller.js';
import { EventsRepository } from './events/events.repository.js';
import { EventsService } from './events/events.service.js';
import { MainRoom } from './events/main-room.js';
import { OpenRooms } from './events/open-rooms.service.js';
import { LeasesRepository } from './leases/leases.repository.js';
import { NodesController } from './leases/nodes.controller.js';
import { RoomLeases } from './leases/room-leases.service.js';
import { WrongNodeFilter } from './leases/wrong-node.filter.js';
import { HealthStats } from './health-stats/health-stats.js';
import { ConsoleHandlerRegistry } from './messages/console-handler-registry.js';
import { PreflightHandlerRegistry } from './messages/preflight-handler-registry.js';
import { StageHandlerRegistry } from './messages/stage-handler-registry.js';
import { Presence } from './participants/presence.js';
import { ParticipantDevices } from './participants/participant-devices.js';
import { ParticipantEvents } from './participants/participant-events.js';
import { ParticipantsRepository } from './participants/participants.repository.js';
import { ParticipantsService } from './participants/participants.service.js';
import { PreflightHandlers } from './preflight/preflight.handlers.js';
import { Preflights } from './preflight/preflights.js';
import { PreflightsRepository } from './preflight/preflights.repository.js';
import { PreflightLinks } from './preflight/preflight-links.js';
import { roomParts } from './room/room-parts.js';
import { RoomTurns } from './room/room-turns.js';
import { Rooms } from './room/rooms.js';
import { SocketNamespaces } from './room/socket-namespaces.js';
import { SharedUse } from './spellbook/shared-use.js';
import { SpellEdits } from './spellbook/spell-edits.js';
import { Spellbook } from './spellbook/spellbook.js';
import { SpellbookHandlers } from './spellbook/spellbook.handlers.js';
import { SpellbookList } from './spellbook/spellbook-list.js';
import { SpellbooksRepository } from './spellbook/spellbooks.repository.js';
import { SpellsRepository } from './spellbook/spells.repository.js';

const repositories = [
  ...[DeletionsRepository, EventsRepository, LeasesRepository, ParticipantsRepository, PreflightsRepository],
  ...[SpellbooksRepository, SpellsRepository],
];
const services = [
  ...[
    Rooms,
    RoomTurns,
    RoomLeases,
    MainRoom,
    OpenRooms,
    SharedUse,
    SocketNamespaces,
    EventsService,
    EventLinks,
    EventTokens,
  ],
  ...[CodeGuesses, DeletionsService, ParticipantDevices, ParticipantsService, PhoneCookies, PreflightLinks],
  ...[ConsoleHandlerRegistry, StageHandlerRegistry, PreflightHandlerRegistry],
];
const handlers = [EventLinksHandlers, EventSettingsHandlers, PreflightHandlers, SpellbookHandlers];

@Global()
@Module({
  controllers: [EventsController, NodesController],
  providers: [
    ...[...repositories, ...services, ...handlers],
    { provide: APP_FILTER, useClass: WrongNodeFilter },
    roomParts(
      ...[HealthStats, Spellbook, SpellEdits, SpellbookList],
      ...[EventSettings, Presence, ParticipantEvents, Preflights],
    ),
  ],
  exports: [...repositories, ...services],
})
export class RoomsModule {}
