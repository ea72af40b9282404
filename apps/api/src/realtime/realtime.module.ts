import { Global, Module } from '@nestjs/common';
import { ConsoleGateway } from './console.gateway.js';
import { Links } from './links.js';
import { Refusals } from './refusals.js';
import { RoomChannel } from './room-channel.js';
import { StageGateway } from './stage.gateway.js';
import { WandGateway } from './wand.gateway.js';

@Global()
@Module({
  providers: [ConsoleGateway, Links, Refusals, RoomChannel, StageGateway, WandGateway],
  exports: [Links, RoomChannel],
})
export class RealtimeModule {}
