import { Module } from '@nestjs/common';
import { ConsoleAudit } from './console-audit.service.js';
import { ConsoleRooms } from './console-rooms.js';
import { ConsoleSessions } from './console-sessions.js';
import { ConsoleWelcomeService } from './console-welcome.service.js';
import { ConsoleGateway } from './console.gateway.js';
import { Relays } from './relay/relays.service.js';
import { PreflightGateway } from './preflight.gateway.js';
import { StageGateway } from './stage.gateway.js';
import { WandGateway } from './wand.gateway.js';

@Module({
  providers: [
    ...[ConsoleGateway, PreflightGateway, StageGateway, WandGateway],
    ...[ConsoleAudit, ConsoleRooms, ConsoleSessions, ConsoleWelcomeService, Relays],
  ],
})
export class GatewaysModule {}
