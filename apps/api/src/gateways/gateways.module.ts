import { Global, Module } from '@nestjs/common';
import { ConsoleGateway } from './console.gateway.js';
import { ConsoleWelcomeService } from './console-welcome.service.js';
import { Links } from '../rooms/events/event-links.js';
import { PreflightGateway } from './preflight.gateway.js';
import { Refusals } from '../platform/sockets/message-failures.js';
import { RoomChannel } from '../rooms/room/room-broadcaster.js';
import { StageGateway } from './stage.gateway.js';
import { WandGateway } from './wand.gateway.js';

@Global()
@Module({
  providers: [
    ...[ConsoleGateway, PreflightGateway, StageGateway, WandGateway],
    ...[ConsoleWelcomeService, Links, Refusals, RoomChannel],
  ],
  exports: [Links, RoomChannel],
})
export class RealtimeModule {}
